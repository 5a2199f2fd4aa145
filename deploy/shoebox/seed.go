package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"shoebox/deploy/sample"
	"shoebox/shared/ingest"
)

// seed gives a folder that is new the sample album. One that was stopped in the
// middle of it goes on with it.
func (b *opened) seed(ctx context.Context) error {
	unfinished := filepath.Join(b.Dir, "sample.part")
	_, err := os.Stat(unfinished)
	if cutShort := err == nil; !b.Fresh && !cutShort {
		return nil
	}
	if err := os.WriteFile(unfinished, nil, 0o600); err != nil {
		return failure{fmt.Sprintf("%s can't be written to: name another folder with --data DIR.", b.Dir), err}
	}
	err = sample.Into(ctx, ingest.New(b.installation().ingesting(b.gallery())))
	switch {
	case err != nil && ctx.Err() != nil:
		return failure{"stopped before the sample album was complete: the next start goes on with it.", err}
	case err != nil:
		return failure{"the sample album could not be put into " + b.Dir + ": try again, or start with --empty.", err}
	}
	return os.Remove(unfinished)
}

// credits names whose the pictures of the sample album are.
func credits() string {
	var authors []string
	seen := map[string]bool{}
	for _, c := range sample.Credits() {
		if !seen[c.Author] {
			seen[c.Author] = true
			authors = append(authors, c.Author)
		}
	}
	return "Sample photographs by " + strings.Join(authors, ", ") + ". People, places and dates are made up."
}
