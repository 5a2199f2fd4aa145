package main

import (
	"fmt"
	"io"
	"os"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"

	"shoebox/shared/ingest"
)

// meter shows how far an import is: as a bar on a terminal, else as a line now and
// then.
type meter struct {
	w    io.Writer
	bar  *progressbar.ProgressBar // nil where there is no terminal
	size int64                    // of the records, in bytes
	said int                      // photos, at the last line
}

// lineEvery is how many photos there are between two lines.
const lineEvery = 1000

func newMeter(w io.Writer, size int64) *meter {
	m := &meter{w: w, size: size}
	if f, ok := w.(*os.File); ok && isatty.IsTerminal(f.Fd()) {
		m.bar = progressbar.NewOptions64(max(size, -1),
			progressbar.OptionSetWriter(w), progressbar.OptionSetDescription("importing"),
			progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(true), progressbar.OptionFullWidth(),
		)
	}
	return m
}

// records takes the progress of records, by bytes: how many there are is not known.
func (m *meter) records(p ingest.Progress) { m.show(p, p.Read, m.size) }

// files takes the progress of files.
func (m *meter) files(p ingest.Progress) { m.show(p, int64(p.Done), int64(p.Total)) }

func (m *meter) show(p ingest.Progress, at, of int64) {
	if m.bar != nil {
		m.bar.Describe(fmt.Sprintf("importing, %d photos", p.Done))
		if of > 0 {
			m.bar.ChangeMax64(of)
		}
		_ = m.bar.Set64(at) // a bar that can't be drawn stops no import
		return
	}
	if p.Done/lineEvery > m.said/lineEvery {
		fmt.Fprintf(m.w, "importing, %d photos so far\n", p.Done) //nolint:errcheck // as above
	}
	m.said = p.Done
}

func (m *meter) done() {
	if m.bar != nil {
		_ = m.bar.Finish() // as above
	}
}
