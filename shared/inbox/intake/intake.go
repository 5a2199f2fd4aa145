package intake

import (
	"context"
	"log/slog"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
	"shoebox/shared/ingest"
	"shoebox/shared/ingest/heif"
)

// Config is what an Intake is made of.
type Config struct {
	Inbox     *inbox.Inbox       // needed
	Galleries *gallery.Galleries // needed
	Blobs     *blob.Store        // where files arrive and photos lie; needed
	Now       func() time.Time   // needed; its location is where times without a zone are, of people whose zone nobody knows
	Log       *slog.Logger       // needed
	Places    ingest.Places      // nil finds no names for coordinates
	Labels    ingest.Labeler     // nil sees nothing
	// LabelsCap is how many photos of a gallery are labelled in a month, at most; 0 is
	// ingest.DefaultLabelsCap.
	LabelsCap int
	// Memory is where files are decoded, those worked on at the same time together; nil
	// is one of ingest.MaxMemory.
	Memory *ingest.Memory
	HEIC   *heif.Decoders // of HEIC pictures; nil decodes them in this process, which stands still meanwhile
	// Hide has a message that was received, by its receipt, come again after a time and
	// not before; nil leaves that to the queue.
	Hide func(ctx context.Context, receipt string, d time.Duration) error
	// Folders are names of folders below inbox/ that stand for galleries, beside the
	// galleries' ids.
	Folders map[string]gallery.ID
	// AtOnce is how many files are worked on at a time; 0 is 1.
	AtOnce int
}

// Intake makes photos of what arrives. It is safe for concurrent use.
type Intake struct {
	Config
	working chan struct{}
}

// New makes an Intake.
func New(c Config) *Intake {
	if c.Memory == nil {
		c.Memory = ingest.NewMemory(ingest.MaxMemory)
	}
	return &Intake{c, make(chan struct{}, max(1, c.AtOnce))}
}

// begin waits for its turn.
func (t *Intake) begin(ctx context.Context) (done func(), err error) {
	select {
	case t.working <- struct{}{}:
		return func() { <-t.working }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
