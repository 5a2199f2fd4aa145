package deployment_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"shoebox/deploy/engines/unreliable"
	"shoebox/deploy/redrive"
	"shoebox/deploy/sample"
	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// bomb is a PNG of 20,000 by 20,000 points, all of one grey, in some hundred kilobytes.
func bomb(t *testing.T) []byte {
	t.Helper()
	const side = 20_000
	chunk := func(kind string, data []byte) []byte {
		b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
		b = append(append(b, kind...), data...)
		return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
	}
	header := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, side), side)
	var rows bytes.Buffer
	w := zlib.NewWriter(&rows)
	row := make([]byte, 1+side)
	for range side {
		if _, err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	file := []byte("\x89PNG\r\n\x1a\n")
	file = append(file, chunk("IHDR", append(header, 8, 0, 0, 0, 0))...)
	file = append(file, chunk("IDAT", rows.Bytes())...)
	return append(file, chunk("IEND", nil)...)
}

func (s *station) tooLarge(t *testing.T) {
	key := s.drop(t, "bomb.png", bomb(t))
	s.until(t, "the file is put aside", func() bool { return s.there(t, "refused/"+strings.TrimPrefix(key, "inbox/")) })
	s.quiet(t)
	s.becomes(t, func() []byte { file := picture(t, "after the bomb"); s.drop(t, "after.jpg", file); return file }())
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.died > 0 {
		t.Errorf("the function died %d times, want it to refuse what does not fit", s.died)
	}
}

// killed has the function die once it has the upload's lease, before anything else.
func (s *station) killed(t *testing.T) {
	file := picture(t, "killed")
	begun := make(chan struct{}, 1)
	var took atomic.Bool
	s.way.Plan(
		unreliable.Fault{Of: func(r unreliable.Request) bool { return bytes.Contains(r.Body, []byte(`"processing"`)) }, Way: func(x unreliable.Exchange) {
			x.Reply(x.Ask(x.Request))
			took.Store(true)
			begun <- struct{}{}
		}},
		unreliable.Fault{Of: func(unreliable.Request) bool { return took.Load() }, Times: -1, Way: unreliable.Silent},
	)
	s.drop(t, "killed.jpg", file)
	<-begun
	s.until(t, "the function is killed", func() bool { return s.Functions["ingest"].Crash() > 0 })
	s.way.Plan()
	if _, err := s.gallery.WithFile(t.Context(), sumOf(file)); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v of a file that nobody looked at, want no photo", err)
	}
	s.leaseEnds(t)
	s.becomes(t, file)
}

// leaseEnds has the time of who is at an upload be over, as it is three minutes later.
func (s *station) leaseEnds(t *testing.T) {
	t.Helper()
	from, to := table.Prefix("F#")
	page, err := s.table.Query(t.Context(), table.Query{Partition: "B#" + string(sample.Gallery), From: from, To: to, Consistent: true})
	if err != nil || len(page.Items) != 1 || page.Items[0].Int("until") == 0 {
		t.Fatalf("got %v, %v, want the upload that somebody is at", page.Items, err)
	}
	if err := s.table.Write(t.Context(), table.Update(page.Items[0].Key, table.Change{Set: table.Attributes{"until": int64(1)}})); err != nil {
		t.Fatal(err)
	}
}

// broughtBack has the table be away until the message is given up, and then back.
func (s *station) broughtBack(t *testing.T) {
	file := picture(t, "brought back")
	s.way.Plan(unreliable.Fault{Times: -1, Way: unreliable.Refused})
	s.drop(t, "brought back.jpg", file)
	s.until(t, "the message is given up", func() bool {
		visible, _ := s.IngestDeadLetters.Count()
		return visible == 1
	})
	s.way.Plan()
	sdk := aws.Config{Region: "eu-west-1", BaseEndpoint: &s.QueuesURL, Credentials: credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "example", "")}
	moved, err := redrive.Run(t.Context(), sdk, s.IngestDeadLetters.ARN(), redrive.Options{Pause: 10 * time.Millisecond})
	if err != nil || moved.Moved != 1 {
		t.Fatalf("got %v, %v, want one moved", moved, err)
	}
	s.becomes(t, file)
}
