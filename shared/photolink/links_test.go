package photolink_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
)

var (
	old   = photolink.Key{Number: 1, Secret: []byte(strings.Repeat("o", 32))}
	fresh = photolink.Key{Number: 2, Secret: []byte(strings.Repeat("f", 32))}
	noon  = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
)

func clock(t time.Time) func() time.Time { return func() time.Time { return t } }

func target() photolink.Target {
	return photolink.Target{
		Gallery: "01J00000000000000000000000", Photo: "01HZ000000000000000000000A",
		Rendition: photolink.Large, Audience: photolink.ForSlack, Expires: noon.Add(time.Hour),
	}
}

func gid(n int) gallery.ID { return gallery.ID(strings.Repeat("g", n)) }

func pid(n int) gallery.PhotoID { return gallery.PhotoID(strings.Repeat("p", n)) }

// token is the last part of a link.
func token(tb testing.TB, link string) string {
	tb.Helper()
	at := strings.LastIndex(link, "/i/")
	if at < 0 {
		tb.Fatalf("%q is no link", link)
	}
	return link[at+len("/i/"):]
}

func TestALinkNamesItsTarget(t *testing.T) {
	l := photolink.New("https://photos.example.com/base/", []photolink.Key{fresh}, clock(noon))
	tests := map[string]func(*photolink.Target){
		"a ULID":                        func(*photolink.Target) {},
		"another kind of id":            func(t *photolink.Target) { t.Photo = "holiday-7" },
		"a ULID in small letters":       func(t *photolink.Target) { t.Photo = "01hz000000000000000000000a" },
		"a number that is no ULID":      func(t *photolink.Target) { t.Photo = "8ZZZZZZZZZZZZZZZZZZZZZZZZZ" },
		"the longest ids a gallery has": func(t *photolink.Target) { t.Gallery, t.Photo = gid(40), pid(40) },
		"small, for Alexa":              func(t *photolink.Target) { t.Rendition, t.Audience = photolink.Small, photolink.ForAlexa },
		"medium, for the web":           func(t *photolink.Target) { t.Rendition, t.Audience = photolink.Medium, photolink.ForWeb },
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			want := target()
			change(&want)
			link := l.URL(want)
			rest, found := strings.CutPrefix(link, "https://photos.example.com/base")
			if !found || len(rest) > 200 {
				t.Errorf("got %q, want the base and at most 200 characters", link)
			}
			got, err := l.Verify(token(t, link))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(got, want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

func TestALinkOfULIDsIsShort(t *testing.T) {
	l := photolink.New("", []photolink.Key{fresh}, clock(noon))
	if link := l.URL(target()); len(link) != 78 {
		t.Errorf("got %d characters (%s), want 78", len(link), link)
	}
}

func TestWhatNoLinkCanNameHasNone(t *testing.T) {
	l := photolink.New("", []photolink.Key{fresh}, clock(noon))
	tests := map[string]func(*photolink.Target){
		"ids that are too long": func(t *photolink.Target) { t.Photo = pid(120) },
		"no photo":              func(t *photolink.Target) { t.Photo = "" },
		"no gallery":            func(t *photolink.Target) { t.Gallery = "" },
		"no rendition":          func(t *photolink.Target) { t.Rendition = 0 },
		"no audience":           func(t *photolink.Target) { t.Audience = 0 },
		"an unknown rendition":  func(t *photolink.Target) { t.Rendition = 17 },
		"no expiry":             func(t *photolink.Target) { t.Expires = time.Time{} },
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			tg := target()
			change(&tg)
			if link := l.URL(tg); link != "" {
				t.Errorf("got %q, want none", link)
			}
		})
	}
}

func TestATokenChangedAnywhereIsDenied(t *testing.T) {
	l := photolink.New("", []photolink.Key{fresh}, clock(noon))
	good := token(t, l.URL(target()))
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	for i := range good {
		for _, c := range alphabet {
			bad := good[:i] + string(c) + good[i+1:]
			if bad == good {
				continue
			}
			if got, err := l.Verify(bad); !fault.Is(err, fault.Denied) || got != (photolink.Target{}) {
				t.Fatalf("character %d as %c: got %+v, %v, want it denied", i, c, got, err)
			}
		}
	}
	for _, bad := range []string{"", "AA", good[:len(good)-1], good + "A", good + "=", good + "\n", " " + good, strings.Repeat("A", 10_000)} {
		if _, err := l.Verify(bad); !fault.Is(err, fault.Denied) {
			t.Errorf("%.20q: got %v, want it denied", bad, err)
		}
	}
}

func TestKeysRotate(t *testing.T) {
	before := photolink.New("", []photolink.Key{old}, clock(noon))
	during := photolink.New("", []photolink.Key{fresh, old}, clock(noon))
	after := photolink.New("", []photolink.Key{fresh}, clock(noon))
	older, newer := token(t, before.URL(target())), token(t, during.URL(target()))
	if older == newer {
		t.Fatal("the first key does not sign")
	}
	for _, tk := range []string{older, newer} {
		if _, err := during.Verify(tk); err != nil {
			t.Errorf("while both are good: %v", err)
		}
	}
	if _, err := after.Verify(older); !fault.Is(err, fault.Denied) {
		t.Errorf("after: got %v, want the old key's link denied", err)
	}
	if _, err := after.Verify(newer); err != nil {
		t.Errorf("after: %v", err)
	}
	impostor := photolink.New("", []photolink.Key{{Number: fresh.Number, Secret: old.Secret}}, clock(noon))
	if _, err := after.Verify(token(t, impostor.URL(target()))); !fault.Is(err, fault.Denied) {
		t.Errorf("got %v, want another secret under the same number denied", err)
	}
}

func TestALinkExpires(t *testing.T) {
	made := photolink.New("", []photolink.Key{fresh}, clock(noon))
	tk := token(t, made.URL(target()))
	tests := []struct {
		name string
		now  time.Time
		want fault.Kind
	}{
		{"at the last moment", noon.Add(time.Hour - time.Nanosecond), 0},
		{"at its end", noon.Add(time.Hour), fault.Stale},
		{"long after", noon.AddDate(10, 0, 0), fault.Stale},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := photolink.New("", []photolink.Key{fresh}, clock(tt.now)).Verify(tk)
			if tt.want == 0 && err != nil || tt.want != 0 && !fault.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if diff := cmp.Diff(got, target()); diff != "" {
				t.Errorf("target (-got +want):\n%s", diff)
			}
		})
	}
}

func TestUntilIsSharedByLinksOfOneQuarter(t *testing.T) {
	for _, d := range []time.Duration{time.Minute, 15 * time.Minute, time.Hour, 25*time.Hour + time.Second} {
		seen := map[time.Time]bool{}
		for i := range 100 {
			now := noon.Add(d*time.Duration(i)/100 + 300*time.Millisecond)
			until := photolink.New("", []photolink.Key{fresh}, clock(now)).Until(d)
			if until.Before(now.Add(d)) || until.After(now.Add(d+d/4+2*time.Second)) {
				t.Errorf("%v from %v: got %v", d, now, until)
			}
			seen[until] = true
		}
		if len(seen) > 6 {
			t.Errorf("%v: got %d different ends within %v, want at most 6", d, len(seen), d)
		}
	}
}

func TestNewRefusesBadKeys(t *testing.T) {
	tests := map[string][]photolink.Key{
		"none":              nil,
		"short":             {{Number: 1, Secret: []byte("short")}},
		"two of one number": {old, {Number: old.Number, Secret: fresh.Secret}},
	}
	for name, keys := range tests {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("got no panic")
				}
			}()
			photolink.New("", keys, clock(noon))
		})
	}
}

func FuzzVerify(f *testing.F) {
	l := photolink.New("", []photolink.Key{fresh, old}, clock(noon))
	f.Add(token(f, l.URL(target())))
	f.Add("")
	f.Add("AgMAAAAA")
	f.Add("not base64!")
	f.Fuzz(func(t *testing.T, tk string) {
		got, err := l.Verify(tk)
		if err == nil && l.URL(got) != "/i/"+tk && !strings.HasPrefix(tk, "AQ") { // old signs no more
			t.Errorf("%q was taken, and is not the token of %+v", tk, got)
		}
	})
}
