package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"

	"shoebox/deploy/redrive"
	"shoebox/shared/inbox"
)

type redriveCmd struct {
	folder `embed:""`
	Stack  string `placeholder:"NAME" xor:"where" help:"The stack of CloudFormation whose dead letters come back."`
	Queue  string `placeholder:"ARN" xor:"where" help:"The queue, or its dead letters, by ARN or URL, where you may not look at the stack."`
}

// Help tells what is tried again.
func (redriveCmd) Help() string {
	return `Has the files tried again that no photo could be made of, though nothing is wrong
with them: after the table, the bucket or Rekognition was away, or with a Shoebox that
can do more.

With --stack or --queue it does so in AWS, where such files wait for two weeks. It
takes the credentials of the environment, or those of the AWS CLI. Ctrl-C stops it;
what is not moved stays where it was.

Without, it tries what lies in the data folder's inbox, which must not be served
meanwhile: shoebox serve does the same when it starts.

Examples:
  shoebox redrive --stack shoebox
  shoebox redrive --queue arn:aws:sqs:eu-west-1:123456789012:shoebox-IngestDeadLetters-1A2B3C
  shoebox redrive`
}

// Run brings back what failed.
func (c *redriveCmd) Run(sh *shell) error {
	if c.Stack != "" || c.Queue != "" {
		return c.deployed(sh)
	}
	b, err := c.open(sh, opening{level: quiet})
	if err != nil {
		return err
	}
	defer b.Close() //nolint:errcheck // every write was made or failed by now
	return b.redrive(sh)
}

// deployed brings back what lies in a queue of AWS.
func (c *redriveCmd) deployed(sh *shell) error {
	var queue redrive.Name
	var err error
	if c.Queue != "" {
		if queue, err = redrive.ParseName(c.Queue); err != nil {
			return usage(sentence(err))
		}
	}
	sdk, err := redrive.Configure(sh.ctx, sh.lookup, queue.Region)
	if err == nil && c.Stack != "" {
		queue, err = redrive.OfStack(sh.ctx, sdk, c.Stack)
	}
	if err != nil {
		return err
	}
	arn, err := redrive.Find(sh.ctx, sdk, queue)
	if err != nil {
		return err
	}
	p, err := redrive.Run(sh.ctx, sdk, arn, redrive.Options{Tell: func(p redrive.Progress) {
		if p.Moved > 0 {
			fmt.Fprintf(sh.stderr, "%d of about %d\n", p.Moved, max(p.Moved, p.Of)) //nolint:errcheck // the end is told too
		}
	}})
	if err != nil {
		return err
	}
	if p.Moved == 0 {
		_, err = fmt.Fprintln(sh.stdout, "There is nothing to try again.")
		return err
	}
	_, err = fmt.Fprintf(sh.stdout, "%s tried again now. The page says under Uploads what becomes of them.\n", files(p.Moved, "is", "are"))
	return err
}

// files counts files, with the verb that goes with one and with several.
func files(n int, one, several string) string {
	if n == 1 {
		return "1 file " + one
	}
	return fmt.Sprintf("%d files %s", n, several)
}

// redriven counts what became of files.
type redriven struct {
	photos, there, refused int
	failed                 []error
}

// redrive tries what lies in the inbox, one file after the other.
func (b *opened) redrive(sh *shell) error {
	if err := b.found(sh.ctx); err != nil {
		return err
	}
	in := b.intake(nil)
	var sum redriven
	err := b.waiting(sh.ctx, func(key string) error {
		u, err := in.Receive(sh.ctx, key)
		if sh.ctx.Err() != nil {
			return sh.ctx.Err()
		}
		return b.redriven(sh, &sum, key, u, err)
	})
	if err != nil {
		return err
	}
	return sum.tell(sh.stdout)
}

// waiting calls a function for each file that lies where files arrive.
func (b *opened) waiting(ctx context.Context, each func(key string) error) error {
	for _, prefix := range inbox.Prefixes() {
		for o, err := range b.Blobs.All(ctx, prefix) {
			if err != nil {
				return err
			}
			if _, err := inbox.ParseKey(o.Key); err != nil {
				continue // no upload
			}
			if err := each(o.Key); err != nil {
				return err
			}
		}
	}
	return nil
}

// redriven counts a file, and tells of one that is no photo now.
func (b *opened) redriven(sh *shell, sum *redriven, key string, u inbox.Upload, failed error) error {
	switch {
	case failed != nil:
		sum.failed = append(sum.failed, failed)
		why := sentence(failed)
		if _, busy := errors.AsType[*inbox.BusyError](failed); busy {
			why = "somebody else is at it"
		}
		_, err := fmt.Fprintf(sh.stdout, "%q failed again: %s\n", key, why)
		return err
	case u.State == inbox.Refused:
		sum.refused++
		_, err := fmt.Fprintf(sh.stdout, "%q was refused, because %s. %s\n", key, u.Reason, b.whereabouts(sh.ctx, u))
		return err
	case u.There:
		sum.there++
	case u.State == inbox.Ready:
		sum.photos++
	}
	return nil
}

// whereabouts says where the file of a refused upload is.
func (b *opened) whereabouts(ctx context.Context, u inbox.Upload) string {
	if !u.Found() {
		return "Whoever sent it can choose another."
	}
	if _, err := b.Blobs.Head(ctx, u.Key()); err == nil { // too large to be carried
		return "It lies where it was."
	}
	aside, _ := inbox.Place{Path: u.Path}.Aside()
	return fmt.Sprintf("It lies in %s now.", filepath.Join(b.config.Blobs.Name, filepath.FromSlash(path.Dir(aside))))
}

// tell says what became of all, leaving out what became of none.
func (r redriven) tell(out io.Writer) error {
	var said []string
	say := func(n int, one, several string) {
		switch {
		case n == 0:
		case len(said) == 0:
			said = append(said, files(n, one, several))
		case n == 1:
			said = append(said, "1 "+one)
		default:
			said = append(said, fmt.Sprintf("%d %s", n, several))
		}
	}
	say(r.photos, "is a photo now", "are photos now")
	say(r.there, "was a photo before", "were photos before")
	say(r.refused, "was refused", "were refused")
	say(len(r.failed), "failed again", "failed again")
	if len(said) == 0 {
		said = []string{"There is nothing to try again"}
	}
	if _, err := fmt.Fprintf(out, "%s.\n", strings.Join(said, ", ")); err != nil {
		return err
	}
	if len(r.failed) > 0 {
		return failure{"not all could be tried: see above, and try again.", errors.Join(r.failed...)}
	}
	return nil
}
