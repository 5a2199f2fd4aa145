package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"shoebox/deploy/env"
	"shoebox/deploy/runtimeapi"
	"shoebox/deploy/stage"
)

// What making a photo of 24 megapixels is to reach in Lambda, with the time of one
// processor.
const mostIngest = 3 * time.Second

// ingests says what of the function that makes photos is measured: each picture is
// dropped into a bucket and the function told of it, at its start and again and again.
type ingests struct {
	build  string   // where its bootstrap lies, as make build leaves it
	files  []string // more pictures
	starts int      // with each picture
	again  int      // in one environment
}

// one is a picture and what was measured of it.
type one struct {
	name  string
	data  []byte
	bound bool // it is held to mostIngest
	figures
	init []time.Duration
}

func (g ingests) run(ctx context.Context, out io.Writer) error {
	pictures, err := g.pictures()
	if err != nil {
		return err
	}
	s, err := stage.Open(ctx, stage.Options{})
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // the engines die with us
	f := runtimeapi.Function{
		Name: "ingest", Bootstrap: filepath.Join(g.build, "ingest", "bootstrap"), Timeout: time.Minute, MemoryMB: 1769, Processors: 1,
		Env: append(s.Environment("ingest"), "SHOEBOX_CLOCK=", logLevel),
	}
	d := dropper{s, s3.NewFromConfig(s.BucketSDK()), 0}
	for _, p := range pictures {
		if err := d.measure(ctx, f, p, g.starts, g.again); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return g.print(out, f, pictures)
}

// pictures are one of a camera of 24 megapixels, one of a telephone's twelve, and the
// files that were named.
func (g ingests) pictures() ([]*one, error) {
	sights, err := sights()
	if err != nil {
		return nil, err
	}
	var all []*one
	for _, size := range []image.Point{{6000, 4000}, {4000, 3000}} {
		data, err := large(sights[0], size)
		if err != nil {
			return nil, err
		}
		all = append(all, &one{name: fmt.Sprintf("JPEG, %d megapixels", size.X*size.Y/1e6), data: data, bound: true})
	}
	for _, file := range g.files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		all = append(all, &one{name: filepath.Base(file), data: data})
	}
	return all, nil
}

// large is a JPEG of a size, with a sensor's noise.
func large(sight *image.YCbCr, size image.Point) ([]byte, error) {
	chance := rand.New(rand.NewPCG(1, 2))
	m := image.NewYCbCr(image.Rectangle{Max: size}, image.YCbCrSubsampleRatio420)
	b := sight.Bounds()
	enlarge(m.Y, m.YStride, size.X, size.Y, b, func(x, y int) byte { return sight.Y[sight.YOffset(x, y)] })
	enlarge(m.Cb, m.CStride, size.X/2, size.Y/2, b, func(x, y int) byte { return sight.Cb[sight.COffset(x, y)] })
	enlarge(m.Cr, m.CStride, size.X/2, size.Y/2, b, func(x, y int) byte { return sight.Cr[sight.COffset(x, y)] })
	for i, v := range m.Y {
		m.Y[i] = byte(min(max(int(v)+int(chance.NormFloat64()*grain), 0), 255))
	}
	var data bytes.Buffer
	err := jpeg.Encode(&data, m, &jpeg.Options{Quality: quality})
	return data.Bytes(), err
}

// dropper puts pictures into the bucket.
type dropper struct {
	stage  *stage.Stage
	client *s3.Client
	number int
}

// drop puts a picture that no gallery has into the bucket, and gives its key.
func (d *dropper) drop(ctx context.Context, data []byte) (key string, err error) {
	d.number++
	key = fmt.Sprintf("inbox/%s/bench/%d", env.Gallery, d.number)
	body := append(bytes.Clone(data), fmt.Sprint(d.number)...) // behind its end nobody looks
	_, err = d.client.PutObject(ctx, &s3.PutObjectInput{Bucket: &d.stage.BucketName, Key: &key, Body: bytes.NewReader(body)})
	return key, err
}

// told is the event of a picture that was dropped.
func told(key string) ([]byte, error) {
	key = strings.ReplaceAll(url.QueryEscape(key), "%2F", "/")
	body := fmt.Sprintf(`{"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{"object":{"key":%q}}}]}`, key)
	return json.Marshal(events.SQSEvent{Records: []events.SQSMessage{{MessageId: "1", Body: body}}})
}

func (d *dropper) measure(ctx context.Context, f runtimeapi.Function, p *one, starts, again int) error {
	for range starts {
		i, err := runtimeapi.Start(ctx, f)
		if err != nil {
			return err
		}
		r, err := d.make(ctx, i, p)
		p.init, p.cold = append(p.init, r.Init), append(p.cold, r.Init+r.Duration)
		if err = cmp.Or(err, i.Close()); err != nil {
			return err
		}
	}
	i, err := runtimeapi.Start(ctx, f)
	if err != nil {
		return err
	}
	defer i.Close() //nolint:errcheck // it is killed
	for n := range 1 + again {
		r, err := d.make(ctx, i, p)
		if err != nil {
			return err
		}
		if n > 0 {
			p.warm = append(p.warm, r.Duration)
		}
	}
	return nil
}

// make has a photo made of a picture.
func (d *dropper) make(ctx context.Context, i *runtimeapi.Instance, p *one) (runtimeapi.Result, error) {
	key, err := d.drop(ctx, p.data)
	if err != nil {
		return runtimeapi.Result{}, err
	}
	event, err := told(key)
	if err != nil {
		return runtimeapi.Result{}, err
	}
	r, err := i.Invoke(ctx, event)
	if err != nil {
		return r, err
	}
	if r.FunctionError != "" || !bytes.Contains(r.Logs, []byte(`"ready"`)) {
		return r, fmt.Errorf("no photo was made: %s %s", r.Body, r.Logs)
	}
	p.memory = max(p.memory, r.MaxMemory)
	return r, nil
}

func (g ingests) print(out io.Writer, f runtimeapi.Function, pictures []*one) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	line := func(format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) } // Flush tells
	line("making photos of what is dropped, with %d MB and the time of one processor: %d starts, %d more in one environment\n", f.MemoryMB, g.starts, g.again)
	line("picture\tMB\tstart p50\twith the first photo p50\tone more p50\tmost\tof %v\tmemory MiB\t\n", mostIngest)
	for _, p := range pictures {
		slow := ""
		if p.bound && percentile(p.warm, 50) > mostIngest {
			slow = "!"
		}
		line("%s\t%.1f\t%s\t%s\t%s%s\t%s\t%.0f %%\t%.0f\t\n", p.name, float64(len(p.data))/1e6,
			milliseconds(percentile(p.init, 50)), milliseconds(percentile(p.cold, 50)), milliseconds(percentile(p.warm, 50)), slow, milliseconds(percentile(p.warm, 100)),
			100*float64(percentile(p.warm, 50))/float64(mostIngest), mebi(p.memory))
	}
	return w.Flush()
}
