package main

import (
	"context"
	"crypto/rand"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"shoebox/shared/gallery"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
)

func main() {
	sizes := flag.String("photos", "1000,20000,100000", "how many `photos`, each a gallery of its own")
	searches := flag.Int("searches", 400, "how many searches of a kind")
	dir := flag.String("dir", "", "the `folder` for the stores; a temporary one if empty")
	cost := flag.Bool("cost", false, "print what growth costs, of what was measured last")
	update := flag.Bool("update", false, "with -cost, write it into "+designFile)
	acts := flag.Bool("acts", false, "measure anew what people do, for -cost")
	built := flag.String("lambda", "", "measure the Lambda functions that make build left in this `folder`")
	starts := flag.Int("starts", 60, "with -lambda, how often each is started")
	invocations := flag.Int("invocations", 2000, "with -lambda, how often each is invoked")
	imported := flag.Int("import", 0, "measure shoebox import over so many `pictures` of 12 megapixels; with -dir, those that lie there from before are taken again")
	ingested := flag.String("ingest", "", "measure the function that makes photos, that make build left in this `folder`, also with the pictures that are named behind")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	what := func(ctx context.Context, dir string) error { return run(ctx, *sizes, *searches, dir) }
	switch {
	case *built != "":
		what = func(ctx context.Context, dir string) error {
			return lambdas{*built, *starts, *invocations}.run(ctx, dir, os.Stdout)
		}
	case *imported > 0:
		what = func(ctx context.Context, dir string) error { return imports{*imported}.run(ctx, dir, os.Stdout) }
	case *ingested != "":
		what = func(ctx context.Context, _ string) error {
			return ingests{*ingested, flag.Args(), 3, 5}.run(ctx, os.Stdout)
		}
	case *cost:
		what = func(context.Context, string) error { return printCost(os.Stdout, *update) }
	case *acts:
		what = func(ctx context.Context, dir string) error { return measureActs(ctx, dir, *searches) }
	}
	if err := inFolder(ctx, *dir, what); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// inFolder does something in a folder, or in one that is gone afterwards.
func inFolder(ctx context.Context, dir string, do func(context.Context, string) error) error {
	if dir == "" {
		temporary, err := os.MkdirTemp("", "shoebox-bench-")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(temporary) }()
		dir = temporary
	}
	return do(ctx, dir)
}

func run(ctx context.Context, sizes string, searches int, dir string) error {
	r := report{}
	for size := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(size))
		if err != nil || n < 1 {
			return fmt.Errorf("-photos %q: %q is no number of photos", sizes, size)
		}
		b, err := open(filepath.Join(dir, size+".db"))
		if err != nil {
			return err
		}
		err = b.measure(ctx, &r, n, searches)
		if closed := b.table.Close(); err == nil {
			err = closed
		}
		if err != nil {
			return err
		}
	}
	return r.print(os.Stdout)
}

// bench is one gallery in a store of its own.
type bench struct {
	table *table.Table
	key   []byte
}

func open(path string) (bench, error) {
	driver, err := bolttable.Open(path)
	if err != nil {
		return bench{}, err
	}
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails
	return bench{table: table.New(table.NewMeter(driver, nil), time.Now), key: key}, nil
}

// process gives the gallery as a process does that has just started.
func (b bench) process() *gallery.Gallery {
	return gallery.New(b.table, gallery.Keys{b.key}, time.Now).
		As(gallery.Membership{Gallery: "01JBENCH000000000000000000", Role: gallery.Owner})
}
