package inbox_test

import (
	"strings"
	"testing"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/inbox"
)

// FuzzParseKey holds keys to leading where they say, and nowhere else.
func FuzzParseKey(f *testing.F) {
	for _, key := range []string{"incoming/home/01J2SH0EB0X000000000000000", "inbox/home/a b/ä.jpg", "inbox/x.jpg", "inbox/../home/x", "incoming/home/..", "refused/x", "", "inbox/home/.x"} {
		f.Add(key)
	}
	f.Fuzz(func(t *testing.T, key string) {
		p, err := inbox.ParseKey(key)
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("%q: got %v", key, err)
			}
			return
		}
		if p.Key() != key {
			t.Errorf("%q: got a place of %q", key, p.Key())
		}
		if p.ID == "" || strings.Contains(key, "..") && strings.Contains("/"+key+"/", "/../") {
			t.Errorf("%q: got %+v", key, p)
		}
		if p.Path == "" {
			return
		}
		own, fits := p.Aside()
		for aside, good := range map[string]bool{own: fits, p.AsideOf(blob.Sum{1}): true} {
			if !strings.HasPrefix(aside, "refused/") || blob.IsKey(aside) != good {
				t.Errorf("%q: would be put aside at %q", key, aside)
			}
		}
	})
}
