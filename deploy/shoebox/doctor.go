package main

import (
	"errors"
	"fmt"

	"shoebox/shared/doctor"
	"shoebox/shared/gallery"
)

type doctorCmd struct {
	folder  `embed:""`
	Repair  bool   `help:"Mend what can be mended: remake pictures, remove files of no photo, finish what was left half made."`
	Gallery string `placeholder:"ID" help:"One gallery alone. All that have files if not given."`
}

// Help tells what is looked at.
func (doctorCmd) Help() string {
	return `Compares the photos with their files: originals that are missing or have another
size, pictures to show that are missing, files of photos that are gone. It changes
nothing without --repair, and can be stopped and run again. Files that are not a
day old are let be: they may be of photos that are just being added.

Where SHOEBOX_TABLE is a table of DynamoDB it looks there and in SHOEBOX_BLOBS instead
of the data folder (SHOEBOX_KEYS, AWS_REGION and credentials are needed, too), as fast
as the table lets it.

It exits with 0 where all is well, and with 1 where something is left to do.

Examples:
  shoebox doctor
  shoebox doctor --repair
  SHOEBOX_TABLE=dynamodb://photos SHOEBOX_BLOBS=s3://photos shoebox doctor`
}

// Run looks at every gallery, and says what is wrong.
func (c *doctorCmd) Run(sh *shell) error {
	sh = sh.patient()
	in, err := c.installation(sh)
	if err != nil {
		return err
	}
	return errors.Join(c.round(sh, in), in.close())
}

// round looks at all galleries of an installation.
func (c *doctorCmd) round(sh *shell, in *installation) error {
	ids, err := c.galleries(sh.ctx, in)
	if err != nil {
		return err
	}
	left, unmendable, several := 0, 0, len(ids) > 1
	for _, id := range ids {
		if several {
			if _, err := fmt.Fprintf(sh.stdout, "Gallery %s\n", id); err != nil {
				return err
			}
		}
		r, err := c.visit(sh, in, id)
		switch {
		case err != nil && sh.ctx.Err() != nil:
			return failure{"stopped before the end: run the same command again to go on.", err}
		case err != nil:
			return failure{"the look broke off: " + sentence(err) + " - run the same command again to go on.", err}
		}
		left += r.Left()
		unmendable += r.Tallies[doctor.NoOriginal].Found + r.Tallies[doctor.WrongSize].Found
	}
	switch {
	case left == 0:
		return nil
	case c.Repair || left == unmendable:
		return failure{fmt.Sprintf("%s left that can't be mended here.", howMany(left, "thing is", "things are")), nil}
	}
	return failure{fmt.Sprintf("%s wrong: shoebox doctor --repair mends what can be mended.", howMany(left, "thing is", "things are")), nil}
}

// visit looks at one gallery, and tells what it found.
func (c *doctorCmd) visit(sh *shell, in *installation, id gallery.ID) (doctor.Report, error) {
	there, err := known(sh.ctx, in, id)
	if err != nil {
		return doctor.Report{}, err
	}
	look := doctor.Check
	switch {
	case c.Repair && (there || c.Gallery != ""):
		look = doctor.Repair
	case c.Repair: // the table may be the wrong one: nothing is thrown away for that
		if _, err := fmt.Fprintf(sh.stdout, "The table knows no gallery %s: if it really is gone, remove its files by shoebox doctor --repair --gallery %s\n", id, id); err != nil {
			return doctor.Report{}, err
		}
	}
	pace := newPace(sh.stderr)
	d := diagnosis{}
	config := in.patient(id)
	config.Found, config.Progress = d.found, pace.show
	r, err := look(sh.ctx, config)
	pace.done()
	if told := d.tell(sh.stdout, r); told != nil {
		return r, told
	}
	return r, err
}

// howMany gives a number with what there is of it.
func howMany(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
