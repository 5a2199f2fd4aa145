package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/term"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"shoebox/shared/ingest"
	"shoebox/shared/ingest/export"
	"shoebox/shared/table"
)

// meter shows how far an import is: on a terminal as one line that is written anew,
// else as a line every few seconds.
type meter struct {
	w    io.Writer
	wide int // columns of the terminal; 0 is none
	now  func() time.Time
	size int64        // of the records, in bytes; 0 are files
	of   atomic.Int64 // how many there are; 0 while that is not known
	// strain is how hard it was to have the table's answers so far.
	strain func() table.Strain
	stop   func() // ends the ticking

	mu        sync.Mutex
	last      ingest.Progress
	at        export.Looking // where the walk is
	marks     []mark         // of the last window
	told      time.Time
	throttles int // when it was told
}

// mark is how far an import was at a time.
type mark struct {
	at   time.Time
	done int
	read int64
}

const (
	window    = 30 * time.Second // what rate and time left are reckoned from
	lineEvery = 5 * time.Second  // between two lines where there is no terminal
	drawEvery = 100 * time.Millisecond
	quietFor  = 30 * time.Second // at most, however long nothing is done
	few       = 8                // done within the window, of which nobody can tell how long the rest takes
)

func newMeter(w io.Writer, size int64, now func() time.Time) *meter {
	m := &meter{w: w, size: size, now: now, told: now(), stop: func() {}}
	m.strain = func() table.Strain { return table.Strain{} }
	m.marks = []mark{{at: m.told}}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		m.wide = 80
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			m.wide = columns
		}
	}
	return m
}

// metered gives a meter, and the context of the work that it is about.
func metered(sh *shell, size int64) (context.Context, *meter) {
	ctx, tracker := table.Track(sh.ctx)
	m := newMeter(sh.stderr, size, time.Now)
	m.strain = tracker.Strain
	m.tick()
	return ctx, m
}

// tick shows the line now and then until it is done, for a table that throttles may take
// minutes for what is in hand.
func (m *meter) tick() {
	over := make(chan struct{})
	var ticking sync.WaitGroup
	ticking.Go(func() {
		ticker := time.NewTicker(quietFor)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				m.mu.Lock()
				m.tell(m.now())
				m.mu.Unlock()
			case <-over:
				return
			}
		}
	})
	m.stop = func() {
		close(over)
		ticking.Wait()
	}
}

// show takes how far the import is.
func (m *meter) show(p ingest.Progress) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	m.last = p
	m.marks = append(m.marks, mark{now, p.Done, p.Read})
	if old := slices.IndexFunc(m.marks, func(k mark) bool { return now.Sub(k.at) <= window }); old > 1 {
		m.marks = slices.Delete(m.marks, 0, old-1) // the last that is older stays: it is where the window begins
	}
	m.tell(now)
}

// look takes where the walk is. It may look for long and find nothing to bring in.
func (m *meter) look(at export.Looking) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.at = at
	m.tell(m.now())
}

// tell shows the line, unless it did just before.
func (m *meter) tell(now time.Time) {
	every := lineEvery
	if m.wide > 0 {
		every = drawEvery
	}
	if now.Sub(m.told) < every {
		return
	}
	m.told = now
	if m.wide == 0 {
		fmt.Fprintln(m.w, m.line())
		return
	}
	line := []rune(m.line())
	fmt.Fprintf(m.w, "\r\x1b[K%s", string(line[:min(len(line), m.wide-1)]))
}

// done ends it, and takes the line off the terminal.
func (m *meter) done() {
	m.stop()
	if m.wide > 0 {
		fmt.Fprint(m.w, "\r\x1b[K")
	}
}

// line says how far the import is: what was taken in hand, what is in work, ready and
// refused, how fast it goes and how long it will take; and while nothing is in hand,
// where it is looked for.
func (m *meter) line() string {
	p := m.last
	say := message.NewPrinter(language.English)
	idle := p.Received == p.Done && m.at.At != ""
	if idle && p.Received == 0 {
		return m.looking(say)
	}
	line := say.Sprintf("received %d", p.Received)
	if of := m.of.Load(); of > 0 {
		line += say.Sprintf(" of %d", max(of, int64(p.Received)))
	}
	line += say.Sprintf(": %d processing, %d ready, %d refused", p.Received-p.Done, p.Done-p.Refused, p.Refused)
	if idle {
		return line + "; " + m.looking(say)
	}
	rate, left := m.pace()
	if rate > 0 {
		line += say.Sprintf("; %.1f a second", rate)
	}
	if left > 0 {
		line += ", " + remaining(left)
	}
	if n := m.strain().Throttles; n > m.throttles {
		m.throttles = n
		line += "; the table takes no more at once"
	}
	return line
}

// looking says where the walk is.
func (m *meter) looking(say *message.Printer) string {
	switch {
	case m.at.Files == 0:
		return say.Sprintf("looking at %s", plain(m.at.At))
	case m.at.Albums:
		return say.Sprintf("looked for albums in %d sidecars, now in %s", m.at.Files, plain(m.at.At))
	}
	return say.Sprintf("looked at %d files, now in %s", m.at.Files, plain(m.at.At))
}

// pace gives how many are done a second, and how long the rest takes at that; 0 is not
// known.
func (m *meter) pace() (rate float64, left time.Duration) {
	first, last := m.marks[0], m.marks[len(m.marks)-1]
	took := last.at.Sub(first.at).Seconds()
	if took <= 0 || last.done == first.done {
		return 0, 0
	}
	rate = float64(last.done-first.done) / took
	todo, speed := float64(m.of.Load()-int64(last.done)), rate
	if m.size > 0 {
		todo, speed = float64(m.size-last.read), float64(last.read-first.read)/took
	}
	if todo <= 0 || speed <= 0 || last.done-first.done < few {
		return rate, 0
	}
	return rate, time.Duration(min(todo/speed, 1e6) * float64(time.Second))
}

// remaining says a time as people do.
func remaining(d time.Duration) string {
	about := func(n float64, unit string) string {
		if n = math.Round(n); n != 1 {
			unit += "s"
		}
		return fmt.Sprintf("about %.0f %s left", n, unit)
	}
	switch {
	case d < 10*time.Second:
		return "a few seconds left"
	case d < 55*time.Second:
		return about(math.Ceil(d.Seconds()/10)*10, "second")
	case d < 90*time.Minute:
		return about(d.Minutes(), "minute")
	}
	return about(d.Hours(), "hour")
}
