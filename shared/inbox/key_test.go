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
	for _, key := range []string{"incoming/home/01J2SH0EB0X000000000000000", "inbox/home/a b/ä.jpg", "inbox/x.jpg", "inbox/../home/x", "incoming/home/..", "refused/x", "", "inbox/home/.x", "inbox/home/caf\xe9.jpg", "inbox/home/" + strings.Repeat("あ", 70) + ".jpg"} {
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
		if at := p.Key(); (at != key || p.Under != "") && (p.Under != key || blob.IsKey(key) || !blob.IsKey(at)) {
			t.Errorf("%q: got a place of %q", key, at)
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

func TestAFileWhoseNameCanBeNoKeysIsGivenOne(t *testing.T) {
	long := strings.Repeat("あ", 70)
	deep := strings.Repeat("deep in the attic/", 60)
	for _, tt := range []struct{ name, key, want string }{
		{"no UTF-8", "inbox/home/caf\xe9 im \xfc.jpg", "inbox/home/caf_ im _.jpg"},
		{"control characters", "inbox/home/two\nlines\x7f.jpg", "inbox/home/two_lines_.jpg"},
		{"too long a name", "inbox/home/" + long + ".jpg", "inbox/home/" + long[:3*65] + ".jpg"},
		{"a name that is one long word behind a dot", "inbox/home/a." + long, "inbox/home/a." + long[:3*66]},
		{"a folder's name", "inbox/home/\xfcbersee/lake.jpg", "inbox/home/_bersee/lake.jpg"},
		{"too many folders", "inbox/home/" + deep + "lake.jpg", "inbox/home/lake.jpg"},
		{"no gallery", "inbox/lake\xff.jpg", "inbox/lake_.jpg"},
		{"none that is needed", "inbox/home/lake.jpg", ""},
		{"what is hidden", "inbox/home/.caf\xe9.jpg", ""},
		{"a hidden folder", "inbox/.trash/caf\xe9.jpg", ""},
		{"what is being written", "inbox/home/caf\xe9.jpg.tmp", ""},
		{"a folder", "inbox/home/caf\xe9/", ""},
		{"what leads elsewhere", "inbox/../caf\xe9/", ""},
		{"another place", "incoming/home/caf\xe9", ""},
	} {
		p, err := inbox.ParseKey(tt.key)
		if tt.want == "" {
			if err == nil && p.Under != "" || err != nil && !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: got %+v, %v, want no other name", tt.name, p, err)
			}
			continue
		}
		if err != nil || p.Key() != tt.want || p.Under != tt.key {
			t.Errorf("%s: got %q of %q, %v, want %q", tt.name, p.Key(), p.Under, err, tt.want)
		}
	}
}
