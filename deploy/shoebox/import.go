package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
)

type importCmd struct {
	folder  `embed:""`
	Gallery string   `placeholder:"ID" help:"The gallery that photos come into. The data folder's own if not given; in AWS it must be."`
	Albums  []string `name:"album" sep:"none" placeholder:"NAME" help:"Put all that comes in into this album, too. May be given again for another."`
	Tags    []string `name:"tag" sep:"none" placeholder:"NAME" help:"Give all that comes in this tag, too. May be given again for another."`
	DryRun  bool     `help:"Say what would come in, and change nothing."`
	Records string   `placeholder:"FILE" help:"A file of records, one JSON a line; - for standard input. The pictures they name lie beside it."`
	All     bool     `help:"Name every file that was skipped, not only the first of those with the same reason."`
	Paths   []string `arg:"" optional:"" name:"path" help:"Pictures, folders of them, and the exports of other galleries."`
}

// Help tells what is read, and what a record is.
func (importCmd) Help() string {
	return `Can be stopped with Ctrl-C and run again: what is there already stays, and is
completed where more is known of it now. What you changed yourself stays as you
changed it. Where there are coordinates, the place's name is found out.

What a path is shows by what lies there:
  Google Takeout  its .zip archives, or the folders they unpack to. Name all parts,
                  or the folder that they lie in, and leave them Takeout's names:
                  by those it is known that they belong together.
  Apple Photos    what "Export Unmodified Originals" with XMP sidecars writes.
  Immich          the folder of its library, with XMP sidecars.
  PhotoPrism      the folder that "originals" and "storage" lie in.
  Anything else   pictures in folders, at any depth, and in .zip archives.
Sidecars bring titles, descriptions, times, places, people, keywords, albums and
favourites. A sidecar without its picture is reported, and changes nothing.

Photos come into the gallery of the data folder. Another one is named by its id, which
is the end of its address when you open it in a browser. Where SHOEBOX_TABLE is a table
of DynamoDB they come into that gallery in AWS, whose bucket is SHOEBOX_BLOBS
(SHOEBOX_KEYS, AWS_REGION and credentials are needed, too), and as fast as the table
takes them.

A record is {"id","file","taken","title","description","tags",
"labels":[{"name","confidence","parents"}],"people",
"place":{"city","region","country","lat","lon"},"albums","favourite","rating"}. Every
field may be missing, but "taken" only where there is a file, which then says it. Ids
that are given (26 characters, a ULID) are kept.

Examples:
  shoebox import ~/Pictures
  shoebox import --dry-run ~/Pictures
  shoebox import --album "Summer 2024" --tag lake one.jpg two.jpg
  shoebox import ~/Downloads/takeout-20260101T000000Z-00*.zip
  shoebox import ~/Desktop/"From Apple Photos"
  shoebox import /srv/immich/library
  shoebox import /srv/photoprism
  shoebox import --records holidays/photos.jsonl
  SHOEBOX_TABLE=dynamodb://photos SHOEBOX_BLOBS=s3://photos shoebox import --gallery ID ~/Pictures`
}

// Run brings the photos in and says what became of them.
func (c *importCmd) Run(sh *shell) error {
	switch {
	case c.Records == "" && len(c.Paths) == 0:
		return usage("nothing to import: name files or folders, or a file of records with --records FILE")
	case c.Records != "" && c.DryRun:
		return usage("--dry-run looks at files and folders alone: leave out --records")
	case c.Gallery == "" && !c.DryRun && c.deployed(sh):
		return usage("name the gallery that photos are to come into by --gallery ID: " + whereIDs)
	}
	if err := c.checkPaths(sh); err != nil {
		return err
	}
	if c.DryRun {
		return c.foresee(sh)
	}
	records, err := c.openRecords(sh)
	if err != nil {
		return err
	}
	defer records.Close() //nolint:errcheck // it was only read
	sh = sh.patient()
	in, err := c.installation(sh)
	if err != nil {
		return err
	}
	defer bounded()()
	return errors.Join(c.into(sh, in, records), in.close())
}

// whereIDs is where a person finds a gallery's id.
const whereIDs = "its id is the end of its address, when you open it in a browser under Your galleries."

// into brings the photos into a gallery.
func (c *importCmd) into(sh *shell, in *installation, records recordFile) error {
	g, err := c.gallery(sh.ctx, in)
	switch {
	case err != nil && sh.ctx.Err() != nil:
		return summary{}.ended(sh.ctx, err)
	case err != nil:
		return err
	}
	config := in.ingesting(g)
	config.Albums, config.Tags = c.Albums, c.Tags
	summary, err := c.bring(sh, ingest.New(config), records)
	err = errors.Join(err, summary.meet(context.WithoutCancel(sh.ctx), g, c.All))
	if told := summary.tell(sh.stdout, c.All); told != nil {
		return told
	}
	return summary.ended(sh.ctx, err)
}

// gallery gives the gallery that is named, else the folder's own, if it takes the albums
// and tags.
func (c *importCmd) gallery(ctx context.Context, in *installation) (*gallery.Gallery, error) {
	id := cmp.Or(gallery.ID(c.Gallery), in.own)
	there, err := in.has(ctx, id)
	switch {
	case err != nil:
		return nil, failure{"the gallery can't be opened: " + sentence(err) + ".", err}
	case !there:
		return nil, failure{fmt.Sprintf("there is no gallery %.40q: %s", id, whereIDs), nil}
	}
	for _, name := range slices.Concat(c.Albums, c.Tags) {
		if gallery.NewTerm(gallery.Tag, name).Value == "" {
			return nil, usage(fmt.Sprintf("%q is no name for an album or a tag: it has no letter and no digit", name))
		}
	}
	g := in.gallery(id)
	filed := gallery.Photo{ID: "filed", Taken: time.Unix(0, 0), Albums: c.Albums, Tags: c.Tags}
	if err := g.Takes(ctx, filed); err != nil {
		return nil, failure{"the gallery takes nothing in: " + sentence(err) + ".", err}
	}
	return g, nil
}

// ended gives the sentence that an import ends with; nil if all is well.
func (s summary) ended(ctx context.Context, err error) error {
	brought := s.Added + s.There + s.Refined
	switch {
	case err != nil && ctx.Err() != nil, fault.Is(err, fault.Canceled):
		return failure{"stopped before the end: run the same command again to go on.", err}
	case fault.Is(err, fault.TooLarge):
		return failure{"the gallery is full: delete photos for good to make room, and run the same command again to go on.", err}
	case err != nil:
		return failure{"the import broke off: " + sentence(err) + " - run the same command again to go on.", err}
	case len(s.Skipped) > 0 && brought == 0:
		return failure{"nothing could be imported.", nil}
	case brought == 0:
		return failure{noPictures, nil}
	}
	return nil
}

// noPictures is what somebody hears who names what holds none.
const noPictures = "no pictures were found there: name the folder that they lie in, or the archives of an export (shoebox import --help tells which)."
