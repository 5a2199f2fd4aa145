package intentstest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
)

// Speaker is one person at one channel. A failure of the channel itself ends the
// test.
type Speaker interface {
	Channel() string
	OneByOne() bool                        // shows one photo at a time
	Say(tb testing.TB, words string) Heard // say or type
	Press(tb testing.TB, button string) Heard
}

// Heard is an answer as the person has it at the channel.
type Heard struct {
	Words  string
	Photos []gallery.PhotoID // those shown, in order
	Names  []string          // those the channel was given to listen for, so far
	End    bool              // the conversation is over
}

// Play has a person follow a transcript and fails the test where the answers
// differ from it.
func (tr Transcript) Play(tb testing.TB, w *World, s Speaker) {
	tb.Helper()
	for _, turn := range tr.Turns {
		if turn.Channel != "" && turn.Channel != s.Channel() {
			continue
		}
		var heard Heard
		if turn.Press {
			heard = s.Press(tb, turn.Words)
		} else {
			heard = s.Say(tb, turn.Words)
		}
		for _, want := range turn.Want {
			if want.Channel != "" && want.Channel != s.Channel() {
				continue
			}
			if problem := want.unlike(heard, w, s); problem != "" {
				tb.Errorf("line %d, at %s, after %q: %s\nanswer: %s\nphotos: %s", want.Line, s.Channel(), turn.Words, problem, heard.Words, strings.Join(w.titlesOf(heard.Photos), " | "))
			}
		}
	}
}

// unlike says how an answer differs from what is wanted; "" is not at all.
func (want Want) unlike(heard Heard, w *World, s Speaker) string {
	got := w.titlesOf(heard.Photos)
	switch {
	case want.None:
		if len(got) > 0 {
			return "photos, where none should answer"
		}
	case want.End:
		if !heard.End {
			return "the conversation goes on"
		}
	case len(want.Names) > 0:
		for _, name := range want.Names {
			if !slices.Contains(heard.Names, name) {
				return fmt.Sprintf("the channel doesn't listen for %q, only for %q", name, heard.Names)
			}
		}
	case want.Words != "":
		if !strings.Contains(strings.ToLower(heard.Words), strings.ToLower(want.Words)) {
			return fmt.Sprintf("%q is not said", want.Words)
		}
	default:
		wanted := want.Photos
		if s.OneByOne() {
			wanted = wanted[:1]
		}
		if diff := cmp.Diff(wanted, got); diff != "" {
			return "other photos (-want +got):\n" + diff
		}
		if total := strconv.Itoa(want.Total); want.Total > 1 && !slices.Contains(numbers(heard.Words), total) {
			return "the total " + total + " is not told"
		}
	}
	return ""
}

func (w *World) titlesOf(ids []gallery.PhotoID) []string {
	return slices.Collect(func(yield func(string) bool) {
		for _, id := range ids {
			if !yield(w.Title(id)) {
				return
			}
		}
	})
}

// numbers are the numbers in words.
func numbers(words string) []string {
	return strings.FieldsFunc(words, func(r rune) bool { return r < '0' || r > '9' })
}
