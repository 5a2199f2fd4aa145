package gallery_test

import (
	"testing"

	"shoebox/shared/gallery"
)

func TestNewTermFoldsWhatPeopleWrite(t *testing.T) {
	for _, tt := range []struct {
		name  string
		kind  gallery.Kind
		value string
		want  string
	}{
		{"case and spaces make no difference", gallery.PlaceTerm, "  New   YORK ", "new york"},
		{"accents are left out", gallery.PlaceTerm, "São Paulo", "sao paulo"},
		{"decomposed accents are the same", gallery.PlaceTerm, "Sa\u0303o Paulo", "sao paulo"},
		{"letters Unicode does not take apart are spelled", gallery.Person, "Łukasz Sørensen-Weiß", "lukasz sorensen weiss"},
		{"a word stays as it was said", gallery.Word, "Beaches", "beaches"},
		{"a word loses its possessive", gallery.Word, "Anna’s dog", "anna dog"},
		{"a name keeps its possessive", gallery.PlaceTerm, "St. John's", "st johns"},
		{"an apostrophe inside a name is left out", gallery.Person, "Conan O'Brien", "conan obrien"},
		{"an s that is a word of its own is kept", gallery.Word, "S Bahn", "s bahn"},
		{"Chinese characters are words of their own", gallery.Word, "東京タワー", "東 京 タワー"},
		{"Japanese voicing makes another letter", gallery.Word, "が", "が"},
		{"Hindi vowel signs are no accents", gallery.Word, "हिन्दी", "हिन्दी"},
		{"Hebrew points are", gallery.Word, "שָׁלוֹם", "שלום"},
		{"a pictograph is a word", gallery.Word, "beach🏖️day", "beach 🏖 day"},
		{"control characters part words", gallery.Word, "a\x00b\u202ec", "a b c"},
		{"invalid UTF-8 parts words", gallery.Word, "sea\xffside", "sea side"},
		{"punctuation alone is nothing", gallery.Word, "?!", ""},
		{"a favourite is always yes", gallery.Favourite, "no", "yes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, want := gallery.NewTerm(tt.kind, tt.value), gallery.Term{Kind: tt.kind, Value: tt.want}
			if got != want {
				t.Errorf("NewTerm(%q, %q) = %+q, want %+q", tt.kind, tt.value, got, want)
			}
			if again := gallery.NewTerm(tt.kind, got.Value); again != got {
				t.Errorf("folded again it is %+q, want %+q", again, got)
			}
		})
	}
}

func FuzzNewTermIsStable(f *testing.F) {
	for _, s := range []string{"", "Anna's", "São Paulo", "a''s's", "e\u0301\u0323", "\xff's", "İstanbul", "ǅ", "ﷺ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, kind := range []gallery.Kind{gallery.Word, gallery.Person} {
			once := gallery.NewTerm(kind, s)
			if again := gallery.NewTerm(kind, once.Value); again != once {
				t.Errorf("%q folds to %+q, and that to %+q", s, once, again)
			}
		}
	})
}
