package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
	"shoebox/shared/ingest/export"
)

// summary is what became of an import.
type summary struct {
	ingest.Report
	passed []export.Passed
	known  map[gallery.PhotoID]gallery.Photo // those that others look like
}

// join adds what became of more.
func (s *summary) join(more summary) {
	s.Added += more.Added
	s.There += more.There
	s.Trashed += more.Trashed
	s.Refined += more.Refined
	s.Alike = append(s.Alike, more.Alike...)
	s.Skipped = append(s.Skipped, more.Skipped...)
	s.passed = append(s.passed, more.passed...)
}

// fewAlike is how many files are named for one reason.
const fewAlike = 20

// tell says what became of everything: of many that were skipped for one reason it
// names the first, unless all are wanted.
func (s summary) tell(w io.Writer, all bool) error {
	var out strings.Builder
	s.tellSkipped(&out, all)
	for i, a := range s.Alike {
		if all || i < fewAlike {
			fmt.Fprintf(&out, "added %s, which looks like %s.\n", plain(a.File), s.described(a.Before))
		}
	}
	if more := len(s.Alike) - fewAlike; !all && more > 0 {
		fmt.Fprintf(&out, "added %d more that look like others (--all names them).\n", more)
	}
	if len(s.passed) > 0 {
		fmt.Fprintf(&out, "passed over %s.\n", counted(s.passed))
	}
	if s.Trashed > 0 {
		fmt.Fprintf(&out, "%d of those that are there lie in the trash, and stay there.\n", s.Trashed)
	}
	completed := ""
	if s.Refined > 0 {
		completed = fmt.Sprintf(" %d completed,", s.Refined)
	}
	fmt.Fprintf(&out, "%d added,%s %d already there, %d skipped.\n", s.Added, completed, s.There, len(s.Skipped))
	_, err := io.WriteString(w, out.String())
	return err
}

// tellSkipped names what was skipped, in order, and counts what it does not name.
func (s summary) tellSkipped(out *strings.Builder, all bool) {
	slices.SortStableFunc(s.Skipped, func(a, b ingest.Skip) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), strings.Compare(a.File, b.File))
	})
	var reasons []string
	times := map[string]int{}
	for _, skip := range s.Skipped {
		if times[skip.Reason]++; times[skip.Reason] == 1 {
			reasons = append(reasons, skip.Reason)
		}
		if all || times[skip.Reason] <= fewAlike {
			fmt.Fprintf(out, "skipped %s, because %s.\n", named(skip), skip.Reason)
		}
	}
	for _, reason := range reasons {
		if more := times[reason] - fewAlike; !all && more > 0 {
			fmt.Fprintf(out, "skipped %d more, because %s (--all names them).\n", more, reason)
		}
	}
}

// meet looks up the photos that others look like, as many as are told of.
func (s *summary) meet(ctx context.Context, g *gallery.Gallery, all bool) error {
	var ids []gallery.PhotoID
	for i, a := range s.Alike {
		if all || i < fewAlike {
			ids = append(ids, a.Before)
		}
	}
	s.known = map[gallery.PhotoID]gallery.Photo{}
	for some := range slices.Chunk(ids, gallery.MaxLimit) {
		photos, err := g.Photos(ctx, some)
		if err != nil {
			return err
		}
		for _, p := range photos {
			s.known[p.ID] = p
		}
	}
	return nil
}

// described says which photo it is: by its title, or when it was taken, and its id.
func (s summary) described(id gallery.PhotoID) string {
	p, known := s.known[id]
	switch {
	case !known:
		return fmt.Sprintf("the photo %s", id)
	case p.Title != "":
		return fmt.Sprintf("%q of %s (%s)", p.Title, p.Taken.Format("2 January 2006"), id)
	}
	return fmt.Sprintf("the one of %s (%s)", p.Taken.Format("2 January 2006, 15:04"), id)
}

// named gives what a skipped file or record is called.
func named(s ingest.Skip) string {
	if s.Line == 0 {
		return plain(s.File)
	}
	return strings.TrimSuffix(fmt.Sprintf("line %d (%s)", s.Line, plain(s.File)), " ()")
}

// plain quotes a name that would upset a terminal.
func plain(name string) string {
	if !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool { return !strconv.IsPrint(r) }) {
		return strconv.Quote(name)
	}
	return name
}

// counted lists kinds of files with their numbers.
func counted(passed []export.Passed) string {
	var all []string
	for _, p := range passed {
		all = append(all, p.String())
	}
	return strings.Join(all, ", ")
}
