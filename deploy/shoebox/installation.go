package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"shoebox/shared/backend/aws"
	"shoebox/shared/blob"
	"shoebox/shared/blob/s3store"
	"shoebox/shared/config"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
	"shoebox/shared/ingest/heif"
	"shoebox/shared/ingest/places"
	"shoebox/shared/table"
)

// installation is a Shoebox that stands open to whoever runs it, who may do what the
// owners of its galleries may: a data folder, or a table and a bucket in AWS.
type installation struct {
	galleries *gallery.Galleries
	blobs     *blob.Store
	now       func() time.Time
	heic      *heif.Decoders
	own       gallery.ID // the folder's own gallery; "" in AWS
	close     func() error
}

// patient is the shell for work that may take as long as a table with few units needs
// for it.
func (sh *shell) patient() *shell {
	patient := *sh
	patient.ctx = table.Patient(sh.ctx)
	return &patient
}

// deployed reports whether it is an installation in AWS that is meant, by the
// environment, and not a folder.
func (f folder) deployed(sh *shell) bool {
	where, _ := sh.lookup(string(config.Table))
	return f.Data == "" && strings.HasPrefix(where, "dynamodb://")
}

// installation opens what the environment names in AWS, else the data folder.
func (f folder) installation(sh *shell) (*installation, error) {
	if f.deployed(sh) {
		return openDeployed(sh)
	}
	b, err := f.open(sh, opening{level: quiet})
	if err != nil {
		return nil, err
	}
	return b.installation(), nil
}

// installation is the open folder.
func (b *opened) installation() *installation {
	return &installation{galleries: b.Galleries, blobs: b.Blobs, now: b.Now, heic: b.heic, own: home, close: b.Close}
}

func openDeployed(sh *shell) (*installation, error) {
	c, err := config.Read(sh.lookup, config.Table, config.Keys, config.Blobs)
	if err != nil {
		return nil, err
	}
	if c.Blobs.Scheme != "s3" {
		return nil, usage("SHOEBOX_TABLE is in AWS, so SHOEBOX_BLOBS must be, too: give it as s3://BUCKET")
	}
	if key, _ := sh.lookup("AWS_ACCESS_KEY_ID"); key == "" {
		return nil, usage(`the environment holds no credentials for AWS: eval "$(aws configure export-credentials --format env)" puts yours there`)
	}
	b, err := aws.Open(sh.ctx, c)
	if err != nil {
		return nil, err
	}
	blobs := s3store.Open(b.SDK, c.Blobs, time.Now)
	return &installation{galleries: b.Galleries, blobs: blobs, now: b.Now, heic: sh.heic, close: b.Close}, nil
}

// gallery opens a gallery as its owner may use it.
func (in *installation) gallery(id gallery.ID) *gallery.Gallery {
	return in.galleries.As(gallery.Membership{Gallery: id, Role: gallery.Owner})
}

// ingesting is how photos are brought into one of its galleries.
func (in *installation) ingesting(g *gallery.Gallery) ingest.Config {
	return ingest.Config{Gallery: g, Bucket: in.blobs, Now: in.now, Places: places.Open(), HEIC: in.heic}
}

// has reports whether there is such a gallery.
func (in *installation) has(ctx context.Context, id gallery.ID) (bool, error) {
	if in.own != "" && id == in.own {
		return true, nil
	}
	_, err := in.gallery(id).Profile(ctx)
	if slices.Contains([]fault.Kind{fault.NotFound, fault.Denied}, fault.Of(err)) { // or it can't be one's id
		return false, nil
	}
	return err == nil, err
}
