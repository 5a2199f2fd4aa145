package main_test

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestNicknamesAreGivenShownAndRemoved(t *testing.T) {
	dir := withAlbum(t)
	for _, tt := range []struct {
		name string
		args []string
		want string
	}{
		{"at first there are none", nil, "Nobody has a nickname yet. Give one: shoebox nickname \"Robert Miller\" Bob\n"},
		{"a person without one", []string{"Anna"}, "Anna has no nickname.\n"},
		{"two are given", []string{"anna", "Annie", "Big  Sister"}, "Anna: Annie, Big Sister\n"},
		{"they are shown", []string{"Anna"}, "Anna: Annie, Big Sister\n"},
		{"a person is known by one", []string{"big sister"}, "Anna: Annie, Big Sister\n"},
		{"another has one", []string{"Ben", "Benny"}, "Ben: Benny\n"},
		{"all are listed", nil, "Anna: Annie, Big Sister\nBen: Benny\n"},
		{"one is removed", []string{"--remove", "Anna", "big sister"}, "Anna: Annie\n"},
		{"a nickname alone removes itself and no more", []string{"--remove", "benny"}, "Ben has no nickname.\n"},
		{"and is given again", []string{"Ben", "Benny", "Benji"}, "Ben: Benny, Benji\n"},
		{"one of two removes itself", []string{"--remove", "BENJI"}, "Ben: Benny\n"},
		{"others take their place", []string{"Anna", "Anni", "ANNI"}, "Anna: Anni\n"},
		{"all are removed", []string{"Anna", "--remove"}, "Anna has no nickname.\n"},
		{"the other's stay", nil, "Ben: Benny\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := ok(t, "", append([]string{"nickname", "--data", dir}, tt.args...)...); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestNicknamesThatCannotBeGiven(t *testing.T) {
	dir := withAlbum(t)
	for _, tt := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"of nobody", []string{"Zebedee", "Zeb"}, 1, `no photo has a person named "Zebedee": give a whole name as it is on photos.`},
		{"of somebody who is misspelt", []string{"Annna", "Nan"}, 1, `no photo has a person named "Annna": did you mean "Anna"?`},
		{"of a person and more", []string{"Anna Nobody", "Nan"}, 1, `did you mean "Anna"?`},
		{"too long", []string{"Anna", strings.Repeat("n", 61)}, 1, "a nickname is over 60 bytes: give up to 10"},
		{"too many", strings.Fields("Anna a b c d e f g h i j k"), 1, "a person has over 10 nicknames: give up to 10"},
		{"without a letter", []string{"Anna", "?!"}, 1, "a nickname has a letter or a digit: give up to 10"},
		{"removed from nobody in particular", []string{"--remove"}, 2, "name whose nicknames to remove"},
		{"by a flag there is not", []string{"--all"}, 2, "unknown flag --all"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := run(t, "", append([]string{"nickname", "--data", dir}, tt.args...)...)
			if got.Code != tt.code || got.Stdout != "" || !strings.Contains(got.Stderr, tt.want) || strings.Count(got.Stderr, "\n") != 1 {
				t.Errorf("got %+v, want exit %d and one line with %q", got, tt.code, tt.want)
			}
		})
	}
	if got := ok(t, "", "nickname", "--data", dir, "Anna"); got != "Anna has no nickname.\n" {
		t.Errorf("got %q, want that nothing was changed", got)
	}
}

func TestNicknamesOfAnEmptyFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	got := run(t, "", "nickname", "--data", dir, "--empty", "Anna", "Annie")
	if got.Code != 1 || !strings.Contains(got.Stderr, "no photo has a person named") {
		t.Errorf("got %+v, want exit 1 and why", got)
	}
}
