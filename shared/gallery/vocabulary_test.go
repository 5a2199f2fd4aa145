package gallery_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
)

func vocabulary() *gallery.Vocabulary {
	entry := func(kind gallery.Kind, display string, count int) gallery.Entry {
		return gallery.Entry{Term: gallery.NewTerm(kind, display), Display: display, Count: count}
	}
	return gallery.NewVocabulary(gallery.Entry{Count: 50}, []gallery.Entry{
		entry(gallery.PlaceTerm, "New York", 7),
		entry(gallery.Album, "New York", 5),
		entry(gallery.Person, "Anna Smith", 9),
		entry(gallery.Person, "Anna Jones", 12),
		entry(gallery.Person, "Tom", 12),
		entry(gallery.LabelTerm, "Dog", 4),
		entry(gallery.LabelTerm, "Gone", 0),
		entry(gallery.Tag, "the Big Apple Run", 1),
		entry(gallery.Word, "beaches", 8),
	})
}

func displays(entries []gallery.Entry) []string {
	var names []string
	for _, e := range entries {
		names = append(names, string(e.Term.Kind)+" "+e.Display)
	}
	return names
}

func TestVocabularyAnswers(t *testing.T) {
	v := vocabulary()
	for _, tt := range []struct {
		name string
		got  []gallery.Entry
		want []string
	}{
		{"a name has every kind it stands for, most frequent first", v.Named("NEW york"), []string{"place New York", "album New York"}},
		{"a name of one kind only", v.Named("new york", gallery.Album), []string{"album New York"}},
		{"a part of a name is no name", v.Named("york"), nil},
		{"labels are known by their plural", v.Named("dogs"), []string{"label Dog"}},
		{"a person is known by the possessive", v.Named("Tom's"), []string{"person Tom"}},
		{"words are no names unless asked for", v.Named("beach"), nil},
		{"words are known in every form", v.Named("beach", gallery.Word), []string{"word beaches"}},
		{"what no photo has is unknown", v.Named("gone"), nil},
		{"nothing is no name", v.Named(""), nil},
		{"people are known by any of their names", v.People("anna"), []string{"person Anna Jones", "person Anna Smith"}},
		{"people with equal counts stand by name", v.Top(gallery.Person, 2), []string{"person Anna Jones", "person Tom"}},
		{"there is no more than there is", v.Top(gallery.LabelTerm, 9), []string{"label Dog"}},
		{"none is none", v.Top(gallery.LabelTerm, -1), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(displays(tt.got), tt.want); diff != "" {
				t.Errorf("got -, want +:\n%s", diff)
			}
		})
	}
	if got, want := v.Longest(), 4; got != want {
		t.Errorf("Longest() = %d, want %d", got, want)
	}
	if got, want := v.Len(), 8; got != want {
		t.Errorf("Len() = %d, want %d", got, want)
	}
	if got, want := v.Total().Count, 50; got != want {
		t.Errorf("Total().Count = %d, want %d", got, want)
	}
	if _, ok := v.Entry(gallery.NewTerm(gallery.Word, "beach")); !ok {
		t.Error("Entry does not know beach, which is beaches")
	}
	if _, ok := v.Entry(gallery.NewTerm(gallery.Word, "new beach")); ok {
		t.Error("Entry knows a word of two words")
	}
}
