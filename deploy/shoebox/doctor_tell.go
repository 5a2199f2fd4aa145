package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mattn/go-isatty"

	"shoebox/shared/doctor"
)

// shownFindings is how many findings of one sort are named.
const shownFindings = 5

// diagnosis gathers what was found, by its sorts.
type diagnosis map[doctor.Sort][]doctor.Finding

// found keeps the first of each sort, to be named.
func (d diagnosis) found(f doctor.Finding) {
	if len(d[f.Sort]) < shownFindings {
		d[f.Sort] = append(d[f.Sort], f)
	}
}

// tell says what was found.
func (d diagnosis) tell(w io.Writer, r doctor.Report) error {
	var out strings.Builder
	fmt.Fprintf(&out, "Looked at %s and %s: ", howMany(r.Photos, "photo", "photos"), howMany(r.Objects, "file", "files"))
	switch {
	case r.Found() == 0:
		out.WriteString("all is well.\n")
	default:
		fmt.Fprintf(&out, "%s wrong.\n", howMany(r.Found(), "thing is", "things are"))
	}
	for _, sort := range doctor.Sorts() {
		if t := r.Tallies[sort]; t.Found > 0 {
			fmt.Fprintf(&out, "\n%s\n", heading(sort, t))
			d.name(&out, sort, t.Found)
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// heading says how much of a sort there is, and what became of it.
func heading(sort doctor.Sort, t doctor.Tally) string {
	says, todo := "", ""
	switch sort {
	case doctor.NoOriginal:
		says, todo = howMany(t.Found, "photo has lost its original.", "photos have lost their originals."), ""
	case doctor.WrongSize:
		says, todo = howMany(t.Found, "photo's original is not the file that was added.", "photos' originals are not the files that were added."), ""
	case doctor.NoRendition:
		says, todo = howMany(t.Found, "photo lacks pictures to show.", "photos lack pictures to show."), "They can be remade from the original."
	case doctor.Orphan:
		says, todo = fmt.Sprintf("%s of no photo, %s in all.", howMany(t.Objects, "file is", "files are"), megabytes(t.Bytes)), "They can be removed."
	case doctor.Unfinished:
		says, todo = howMany(t.Found, "change was left half made.", "changes were left half made."), "They can be finished."
	case doctor.Overdue:
		says, todo = howMany(t.Found, "photo should have left the trash by now.", "photos should have left the trash by now."), "It can be emptied."
	}
	switch {
	case t.Mended == t.Found:
		todo = "Mended."
	case t.Mended > 0:
		todo = fmt.Sprintf("%d of them mended.", t.Mended)
	}
	return cmp.Or(strings.TrimSpace(says+" "+todo), string(sort))
}

// name names the first findings of a sort, each with why it is as it is.
func (d diagnosis) name(out *strings.Builder, sort doctor.Sort, of int) {
	named := 0
	for _, f := range d[sort] {
		if f.Photo == "" {
			continue
		}
		named++
		// A folder's name may be anybody's.
		line := fmt.Sprintf("%.60q", string(f.Photo))
		if plain := strings.Trim(line, `"`); plain == string(f.Photo) {
			line = plain
		}
		fmt.Fprintf(out, "  %s\n", strings.TrimSpace(line+"  "+f.Why))
	}
	if more := of - named; named > 0 && more > 0 {
		fmt.Fprintf(out, "  and %s\n", howMany(more, "other", "others"))
	}
}

// megabytes gives a size as people say it.
func megabytes(bytes int64) string {
	if bytes < 100_000 {
		return fmt.Sprintf("%d kB", (bytes+999)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

// pace tells how far a look is: on one line of a terminal, else by a line now and then.
type pace struct {
	w        io.Writer
	terminal bool
	said     int
}

func newPace(w io.Writer) *pace {
	f, ok := w.(*os.File)
	return &pace{w: w, terminal: ok && isatty.IsTerminal(f.Fd())}
}

func (p *pace) show(done, of int) {
	every, end := 10_000, "\n"
	if p.terminal {
		every, end = 100, "\r"
	}
	if done/every > p.said/every || p.terminal && done == of {
		fmt.Fprintf(p.w, "looked at %d of %d photos%s", done, of, end) //nolint:errcheck // progress that can't be shown stops nothing
	}
	p.said = done
}

func (p *pace) done() {
	if p.terminal && p.said > 0 {
		fmt.Fprintln(p.w) //nolint:errcheck // as above
	}
}
