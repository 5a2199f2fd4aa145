package intentstest

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Transcript is a conversation: what is asked, and what must come of it.
//
// In a file each line is one of
//
//	# a comment; the first says what the conversation is about
//	> words          somebody says or types them
//	! Next           somebody presses what has that name on the screen, or says it
//	< 3: A | B | C   photos answer: of 3 in all these, by their titles, in order.
//	                 A channel that shows one at a time shows the first.
//	< none           no photo answers
//	~ words          the answer's words have these in them
//	^ A | B          the channel was given these names to listen for, if it can
//	. end            the conversation is over
//
// A line may begin with a channel's name and a blank ("slack < 1: B") where the
// channels differ by their nature: one moves on by a photo, the other by a page.
type Transcript struct {
	About string
	Turns []Turn
}

// Turn is one thing said, and what must come of it.
type Turn struct {
	Line    int
	Channel string // the only one where it is said; "" is all
	Words   string
	Press   bool // it is a button's name
	Want    []Want
}

// Want is one thing that must come of a turn.
type Want struct {
	Line    int
	Channel string // "" is all
	Photos  []string
	Total   int
	None    bool   // no photos
	Words   string // these words
	Names   []string
	End     bool
}

// Read reads a transcript.
func Read(r io.Reader) (Transcript, error) {
	var t Transcript
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		if err := t.line(n, strings.TrimSpace(lines.Text())); err != nil {
			return Transcript{}, fmt.Errorf("line %d: %w", n, err)
		}
	}
	return t, lines.Err()
}

func (tr *Transcript) line(n int, line string) error {
	var channel string
	for _, c := range []string{"alexa", "slack"} {
		if rest, ok := strings.CutPrefix(line, c+" "); ok {
			channel, line = c, rest
		}
	}
	mark, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	switch mark {
	case "":
		return nil
	case "#":
		if tr.About == "" {
			tr.About = rest
		}
		return nil
	case ">", "!":
		tr.Turns = append(tr.Turns, Turn{Line: n, Channel: channel, Words: rest, Press: mark == "!"})
		return nil
	}
	if len(tr.Turns) == 0 {
		return fmt.Errorf("an answer before anything is asked")
	}
	want := Want{Line: n, Channel: channel}
	switch {
	case mark == "<" && rest == "none":
		want.None = true
	case mark == "<":
		titles := rest
		if _, err := fmt.Sscanf(rest, "%d:", &want.Total); err != nil {
			return fmt.Errorf("no total in %q", rest)
		}
		_, titles, _ = strings.Cut(titles, ":")
		want.Photos = list(titles)
	case mark == "~":
		want.Words = rest
	case mark == "^":
		want.Names = list(rest)
	case mark == "." && rest == "end":
		want.End = true
	default:
		return fmt.Errorf("neither said nor wanted: %q", line)
	}
	last := &tr.Turns[len(tr.Turns)-1]
	last.Want = append(last.Want, want)
	return nil
}

// list reads what stands between bars.
func list(line string) []string {
	var all []string
	for s := range strings.SplitSeq(line, "|") {
		all = append(all, strings.TrimSpace(s))
	}
	return all
}
