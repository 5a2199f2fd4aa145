package account_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table/tabletest"
)

// estate is all that Anna has, and what Ben has beside it.
type estate struct {
	town
	anna, ben account.User
	ours      gallery.Profile // both own it

	mu   sync.Mutex
	gone map[string]bool // originals whose removal was asked for
}

// leave has a gallery of Anna's alone, one she shares with Ben, links and a code.
func leave(t *testing.T) *estate {
	t.Helper()
	e := &estate{town: openTown(t), gone: map[string]bool{}}
	ctx := t.Context()
	e.anna, e.ben = e.arrive(annaSubject), e.arrive(benSubject)
	var err error
	if e.ours, err = e.galleries.Create(ctx, gallery.Shared, "Ours", gallery.Member{User: e.anna.ID, Name: "Anna"}); err != nil {
		t.Fatal(err)
	}
	e.join(e.ours.ID, e.ben, gallery.Owner)
	alone, err := e.galleries.Create(ctx, gallery.Shared, "Diary", gallery.Member{User: e.anna.ID, Name: "Anna"})
	if err != nil {
		t.Fatal(err)
	}
	for n, id := range []gallery.ID{e.anna.Gallery, alone.ID, e.ours.ID, e.ben.Gallery} {
		photo := gallery.Photo{
			Title: fmt.Sprintf("Photo %d", n), SHA256: strings.Repeat(fmt.Sprint(n), 64), Taken: time.Date(2025, 7, 1, 9, 0, 0, 0, time.UTC),
			Objects: gallery.Objects{Original: fmt.Sprintf("originals/%d", n)},
		}
		if _, err := e.galleries.As(gallery.Membership{Gallery: id, Role: gallery.Owner}).Add(ctx, photo); err != nil {
			t.Fatal(err)
		}
	}
	e.connect(member("T1", "UANNA"), e.anna.ID)
	e.connect(member("T1", "UBEN"), e.ben.ID)
	if err := e.Link(ctx, account.Identity{Channel: account.Alexa, User: "amzn1.ask.account.ANNA"}, e.anna.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Begin(ctx, member("T1", "UANNA")); err != nil {
		t.Fatal(err)
	}
	return e
}

// join makes somebody a member of a gallery.
func (tw town) join(id gallery.ID, u account.User, role gallery.Role) {
	tw.t.Helper()
	code, _, err := tw.galleries.As(gallery.Membership{Gallery: id, Role: gallery.Owner}).Invite(tw.t.Context(), role, time.Hour)
	if err == nil {
		_, err = tw.galleries.Accept(tw.t.Context(), code, gallery.Member{User: u.ID, Name: u.Name})
	}
	if err != nil {
		tw.t.Fatal(err)
	}
}

// forget deletes Anna's account.
func (e *estate) forget() error {
	return e.Forget(e.t.Context(), e.anna.ID, func(o gallery.Objects) error {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.gone[o.Original] = true
		return nil
	})
}

// traces are what nothing of may be left of Anna: none that an id, of digits and capital
// letters, may have in it by chance.
func (e *estate) traces() []string {
	return []string{
		string(e.anna.ID), "sub-anna", "anna@", "Anna", "UANNA", "amzn1.ask.account.ANNA", string(e.anna.Gallery), "Diary", strings.Repeat("0", 64), strings.Repeat("1", 64),
	}
}

// checkGone sweeps the table for whatever is left of Anna, and looks whether what is
// Ben's is still there.
func (e *estate) checkGone() {
	e.t.Helper()
	for _, item := range e.store.Sweep(e.t) {
		for _, trace := range e.traces() {
			if strings.Contains(item.String(), trace) {
				e.t.Errorf("%q is left in %.300q", trace, item)
			}
		}
	}
	want := map[string]bool{"originals/0": true, "originals/1": true}
	if diff := cmp.Diff(e.gone, want); diff != "" {
		e.t.Errorf("objects removed (-got +want):\n%s", diff)
	}
	ctx := e.t.Context()
	for _, id := range []gallery.ID{e.ours.ID, e.ben.Gallery} {
		page, err := e.galleries.As(gallery.Membership{Gallery: id, Role: gallery.Owner}).Find(ctx, gallery.Query{})
		if err != nil || len(page.Hits) != 1 {
			e.t.Errorf("got %d photos, %v, want Ben's to stay", len(page.Hits), err)
		}
	}
	members, err := e.galleries.As(gallery.Membership{Gallery: e.ours.ID, Role: gallery.Owner}).Members(ctx)
	if err != nil || len(members) != 1 || members[0].User != e.ben.ID {
		e.t.Errorf("got %+v, %v, want Ben alone", members, err)
	}
	if got, err := e.Identify(ctx, member("T1", "UBEN")); err != nil || got.User != e.ben.ID {
		e.t.Errorf("got %+v, %v, want Ben", got, err)
	}
}

func TestAnAccountThatIsDeletedLeavesNothingOfThePerson(t *testing.T) {
	e := leave(t)
	var all strings.Builder
	for _, item := range e.store.Sweep(t) {
		all.WriteString(item.String())
	}
	before := all.String()
	for _, trace := range e.traces() {
		if !strings.Contains(before, trace) {
			t.Errorf("a sweep does not find %q, so that it proves nothing", trace)
		}
	}
	for range 2 { // somebody who is gone is no error
		if err := e.forget(); err != nil {
			t.Fatal(err)
		}
		e.checkGone()
	}
	back := e.arrive(annaSubject)
	if back.ID == e.anna.ID || back.Gallery == e.anna.Gallery {
		t.Errorf("got %+v, want who comes back to begin afresh", back)
	}
}

func TestAnAccountIsDeletedInTheEndWhereverItDied(t *testing.T) {
	for _, when := range []tabletest.When{tabletest.Before, tabletest.After} {
		for nth := 1; ; nth++ {
			e := leave(t)
			e.store.Faulty.FailWrites(tabletest.Fault{Nth: nth, Times: -1, When: when})
			err := e.forget()
			died := err != nil
			e.store.Faulty.FailWrites()
			for try := 0; err != nil && try < 3; try++ {
				err = e.forget()
			}
			if err != nil {
				t.Fatalf("write %d, %v: %v", nth, when, err)
			}
			e.checkGone()
			if t.Failed() {
				t.Fatalf("it died at write %d, %v", nth, when)
			}
			if !died {
				if nth < 8 {
					t.Errorf("it took %d writes, want more ways to die", nth-1)
				}
				break
			}
		}
	}
}

func TestWhoOthersNeedCantGo(t *testing.T) {
	for _, tt := range []struct {
		name    string
		purpose gallery.Purpose
		held    bool
		make    func(*estate) gallery.ID
	}{
		{"a gallery with other members and no other owner", gallery.Shared, true, func(e *estate) gallery.ID {
			p, err := e.galleries.Create(e.t.Context(), gallery.Shared, "Family", gallery.Member{User: e.anna.ID})
			if err != nil {
				e.t.Fatal(err)
			}
			e.join(p.ID, e.ben, gallery.Editor)
			return p.ID
		}},
		{"their own gallery where somebody else looks", gallery.Personal, true, func(e *estate) gallery.ID {
			e.join(e.anna.Gallery, e.ben, gallery.Viewer)
			return e.anna.Gallery
		}},
		{"a workspace's gallery with photos", gallery.Workspace, true, func(e *estate) gallery.ID {
			id := e.acme()
			photo := gallery.Photo{Title: "The office", SHA256: strings.Repeat("a", 64), Taken: time.Date(2025, 7, 1, 9, 0, 0, 0, time.UTC)}
			if _, err := e.galleries.As(gallery.Membership{Gallery: id, Role: gallery.Owner}).Add(e.t.Context(), photo); err != nil {
				e.t.Fatal(err)
			}
			return id
		}},
		{"a workspace's gallery without any", gallery.Workspace, false, (*estate).acme},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := leave(t)
			id := tt.make(e)
			before := e.store.Sweep(t)
			err := e.forget()
			if !tt.held {
				if err != nil {
					t.Error(err)
				}
				return
			}
			held, ok := errors.AsType[*account.HeldError](err)
			if !ok || !fault.Is(err, fault.Conflict) || len(held.Galleries) != 1 || held.Galleries[0].ID != id || held.Galleries[0].Purpose != tt.purpose || held.Galleries[0].Name == "" {
				t.Fatalf("got %v, want it held by %q", err, id)
			}
			if strings.Contains(err.Error(), held.Galleries[0].Name) {
				t.Errorf("%q names the gallery in a log", err)
			}
			if diff := cmp.Diff(e.store.Sweep(t), before); diff != "" {
				t.Errorf("something was done (-got +want):\n%s", diff)
			}
			if err := e.galleries.As(gallery.Membership{Gallery: id, Role: gallery.Owner}).Destroy(t.Context(), func(gallery.Objects) error { return nil }); err != nil {
				t.Fatal(err)
			}
			if err := e.forget(); err != nil {
				t.Errorf("got %v, want them to go once the gallery is gone", err)
			}
		})
	}
}

// acme is the gallery of a workspace whose app Anna installed.
func (e *estate) acme() gallery.ID {
	e.t.Helper()
	id, err := e.Workspace(e.t.Context(), "T1", "Acme", "UANNA")
	if err != nil {
		e.t.Fatal(err)
	}
	if _, err := e.Choices(e.t.Context(), member("T1", "UANNA")); err != nil {
		e.t.Fatal(err)
	}
	return id
}

func TestWhatCantBeRemovedKeepsTheAccount(t *testing.T) {
	e := leave(t)
	refused := fault.New("test.objects", fault.Unavailable, "the store is away")
	if err := e.Forget(t.Context(), e.anna.ID, func(gallery.Objects) error { return refused }); !fault.Is(err, fault.Unavailable) {
		t.Errorf("got %v, want it said", err)
	}
	if u, err := e.User(t.Context(), e.anna.ID); err != nil || u.ID != e.anna.ID {
		t.Errorf("got %+v, %v, want her to be able to try again", u, err)
	}
	if err := e.forget(); err != nil {
		t.Fatal(err)
	}
	e.checkGone()
}
