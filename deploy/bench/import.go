package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/jpeg"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"text/tabwriter"
	"time"

	"golang.org/x/sync/errgroup"
)

// What importing pictures of 12 megapixels is to reach on two cores.
const (
	leastRate  = 8.0 // photos a second
	mostImport = 400 // MiB at the most
)

// imports measures `shoebox import` over so many real-size pictures, beside decoding
// some of them with image/jpeg and doing nothing else, on as many cores, before and
// after: what else the machine has to do shows in both. The time that the command had
// of the processor says how fast it is where it has all cores for itself.
type imports struct {
	photos int
}

// imported is what was measured.
type imported struct {
	photos, cores int
	bytes         int64         // of all pictures
	took          time.Duration // by the command
	processor     time.Duration // that the command had of all cores together
	memory        int64         // the most it held, in bytes; 0 is not known
	before, after float64       // pictures decoded a second
	load          string        // of the machine, as it tells it; "" is not known
	said          string        // the command's last line
}

func (i imports) run(ctx context.Context, dir string, out io.Writer) error {
	album := filepath.Join(dir, fmt.Sprintf("pictures-%d", i.photos))
	files, err := makePictures(ctx, album, i.photos)
	if err != nil {
		return err
	}
	command := filepath.Join(dir, "shoebox")
	if built, err := exec.CommandContext(ctx, "go", "build", "-o", command, "./deploy/shoebox").CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, built)
	}
	r := imported{photos: len(files), cores: runtime.GOMAXPROCS(0)}
	if load, err := os.ReadFile("/proc/loadavg"); err == nil {
		r.load = string(bytes.TrimSpace(load))
	}
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil {
			return err
		}
		r.bytes += info.Size()
	}
	if r.before, err = bareDecode(ctx, files); err != nil {
		return err
	}
	if err := r.importAll(ctx, command, album); err != nil {
		return err
	}
	if r.after, err = bareDecode(ctx, files); err != nil {
		return err
	}
	return r.print(out)
}

// importAll runs the command over a data folder of its own, which goes afterwards.
func (r *imported) importAll(ctx context.Context, command, album string) error {
	data, err := os.MkdirTemp(filepath.Dir(album), "data-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(data) }() // it lies among the temporary files
	var said bytes.Buffer
	run := exec.CommandContext(ctx, command, "import", "--data", data, album)
	run.Stdout, run.Stderr = &said, os.Stderr
	begun := time.Now()
	if err := run.Run(); err != nil {
		return fmt.Errorf("shoebox import: %w: %s", err, said.String())
	}
	r.took, r.memory = time.Since(begun), mostMemoryOf(run.ProcessState)
	r.processor = run.ProcessState.UserTime() + run.ProcessState.SystemTime()
	lines := strings.Split(strings.TrimSpace(said.String()), "\n")
	r.said = lines[len(lines)-1]
	if !strings.HasPrefix(r.said, fmt.Sprintf("%d added, 0 already there", r.photos)) {
		return errors.New("not every picture was added: " + said.String())
	}
	return nil
}

// bareDecode gives how many pictures a second are decoded on all cores, of some of
// the files.
func bareDecode(ctx context.Context, files []string) (float64, error) {
	const some = 60
	each := max(len(files)/some, 1)
	begun, decoded := time.Now(), 0
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := 0; i < len(files); i += each {
		decoded++
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			data, err := os.ReadFile(files[i])
			if err != nil {
				return err
			}
			_, err = jpeg.Decode(bytes.NewReader(data))
			return err
		})
	}
	err := group.Wait()
	return float64(decoded) / time.Since(begun).Seconds(), err
}

func (r imported) print(out io.Writer) error {
	rate := float64(r.photos) / r.took.Seconds()
	slow, large := "", over(mebi(r.memory), mostImport)
	if rate < leastRate {
		slow = "!"
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	line := func(format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) } // Flush tells
	each := r.processor.Seconds() / float64(r.photos)
	line("shoebox import beside decoding alone, on %d cores; load %s; %s\n", r.cores, r.load, r.said)
	line("photos\tMB each\tseconds\tphotos a second\tdecoded before\tafter\tratio\tprocessor ms each\tof all cores a second\tmemory MiB\t\n")
	line("%d\t%.1f\t%.0f\t%.2f%s\t%.2f\t%.2f\t%.2f\t%.0f\t%.2f\t%.0f%s\t\n", r.photos, float64(r.bytes)/float64(r.photos)/1e6, r.took.Seconds(),
		rate, slow, r.before, r.after, 2*rate/(r.before+r.after), 1000*each, float64(r.cores)/each, mebi(r.memory), large)
	return w.Flush()
}
