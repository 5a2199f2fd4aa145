package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/blob"
	"shoebox/shared/inbox"
)

func TestEachFileThatIsRefusedIsKept(t *testing.T) {
	b := open(t)
	long := "inbox/home/" + strings.Repeat("ä/", 275)
	long += strings.Repeat("l", blob.MaxKey-len(long)-4) + ".txt"
	for _, key := range []string{"inbox/home/2019/letter.txt", "inbox/home/" + strings.Repeat("日", 65) + ".txt", long} {
		letters := []string{"Dear Anna", "Dear Ben", "Dear Eve", "Dear Ben"}
		for _, letter := range letters {
			b.drop(key, []byte(letter))
			if got := b.receive(key); got.State != inbox.Refused {
				t.Errorf("%s: got %+v, want it refused", key, got)
			}
		}
		var kept []string
		for _, aside := range b.keys("refused/") {
			data, err := b.bucket.ReadAll(t.Context(), aside, 100)
			if err != nil {
				t.Fatal(err)
			}
			kept = append(kept, string(data))
			if !strings.HasSuffix(aside, ".txt") {
				t.Errorf("got %q, want it to end as the file's name did", aside)
			}
			if err := b.bucket.Delete(t.Context(), aside); err != nil {
				t.Fatal(err)
			}
		}
		if len(kept) != 3 {
			t.Errorf("%s: got %q kept, want each once", key, kept)
		}
		for _, letter := range letters {
			if !strings.Contains(strings.Join(kept, "|"), letter) {
				t.Errorf("%s: got %q kept, want %q among them", key, kept, letter)
			}
		}
		if left := b.keys("inbox/"); len(left) > 0 {
			t.Errorf("got %q left in the inbox", left)
		}
	}
}

// Whoever looks for a file that was refused finds it where its own name says.
func TestTheFirstFileOfANameKeepsItWhenItIsRefused(t *testing.T) {
	b := open(t)
	const key = "inbox/home/letter.txt"
	for _, letter := range []string{"Dear Anna", "Dear Ben"} {
		b.drop(key, []byte(letter))
		b.receive(key)
	}
	data, err := b.bucket.ReadAll(t.Context(), "refused/home/letter.txt", 100)
	if err != nil || string(data) != "Dear Anna" {
		t.Errorf("got %q, %v, want the first", data, err)
	}
	want := []string{"refused/home/letter 7df7b9ddcc0d7d76.txt", "refused/home/letter.txt"}
	if diff := cmp.Diff(b.keys("refused/"), want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}
