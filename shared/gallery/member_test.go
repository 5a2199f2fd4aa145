package gallery_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table/tabletest"
)

// family is a gallery with Anna for an owner.
type family struct {
	*gallery.Galleries
	id    gallery.ID
	owner *gallery.Gallery
	t     *testing.T
}

func openFamily(t *testing.T) family {
	t.Helper()
	gs := gallery.New(tabletest.OpenStore(t, gallerytest.Now).Table, gallery.Keys{gallerytest.Key()}, gallerytest.Now)
	p, err := gs.Create(t.Context(), gallery.Shared, "Family", gallery.Member{User: "anna", Name: "Anna"})
	if err != nil {
		t.Fatal(err)
	}
	return family{gs, p.ID, gs.As(gallery.Membership{Gallery: p.ID, Role: gallery.Owner}), t}
}

// join has somebody invited and accepting.
func (f family) join(user gallery.UserID, role gallery.Role) {
	f.t.Helper()
	code, _, err := f.owner.Invite(f.t.Context(), role, time.Hour)
	if err != nil {
		f.t.Fatal(err)
	}
	if _, err := f.Accept(f.t.Context(), code, gallery.Member{User: user}); err != nil {
		f.t.Fatal(err)
	}
}

func (f family) role(user gallery.UserID) gallery.Role {
	f.t.Helper()
	m, err := f.Membership(f.t.Context(), f.id, user)
	if err != nil && !fault.Is(err, fault.Denied) {
		f.t.Fatal(err)
	}
	return m.Role
}

func TestWhoIsInvitedBecomesAMember(t *testing.T) {
	f := openFamily(t)
	ctx := t.Context()
	code, told, err := f.owner.Invite(ctx, gallery.Editor, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	seen, err := f.Invited(ctx, code)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(seen, told); diff != "" {
		t.Errorf("the guest sees another invitation than the owner (-guest +owner):\n%s", diff)
	}
	p, err := f.Accept(ctx, code, gallery.Member{User: "ben", Name: "Ben"})
	if err != nil {
		t.Fatal(err)
	}
	want := gallery.Profile{ID: f.id, Name: "Family", Purpose: gallery.Shared, Role: gallery.Editor, Members: 2, Made: gallerytest.Now()}
	if diff := cmp.Diff(p, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	members, err := f.owner.Members(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(members, []gallery.Member{
		{User: "anna", Name: "Anna", Role: gallery.Owner, Since: gallerytest.Now()},
		{User: "ben", Name: "Ben", Role: gallery.Editor, Since: gallerytest.Now()},
	}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	if mine, err := f.Of(ctx, "ben"); err != nil || len(mine) != 1 || mine[0] != p {
		t.Errorf("got %+v, %v, want Ben to have the gallery", mine, err)
	}
	if _, err := f.Accept(ctx, code, gallery.Member{User: "eve"}); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want a code to be good once", err)
	}
	if f.role("eve") != "" {
		t.Error("Eve is a member")
	}
}

func TestACodeInvitesOneOfManyWhoTryAtOnce(t *testing.T) {
	f := openFamily(t)
	code, _, err := f.owner.Invite(t.Context(), gallery.Viewer, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	var group errgroup.Group
	users := []gallery.UserID{"b", "c", "d", "e", "f", "g"}
	for _, user := range users {
		group.Go(func() error {
			_, err := f.Accept(t.Context(), code, gallery.Member{User: user})
			if fault.Is(err, fault.NotFound) {
				return nil
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	joined := 0
	for _, user := range users {
		if f.role(user) != "" {
			joined++
		}
	}
	if p, err := f.owner.Profile(t.Context()); err != nil || joined != 1 || p.Members != 2 {
		t.Errorf("%d joined, the gallery counts %d members (%v), want 1 and 2", joined, p.Members, err)
	}
}

func TestInvitationsEnd(t *testing.T) {
	f := openFamily(t)
	ctx := t.Context()
	code, i, err := f.owner.Invite(ctx, gallery.Viewer, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if waiting, err := f.owner.Invitations(ctx); err != nil || len(waiting) != 1 || waiting[0].ID != i.ID {
		t.Errorf("got %+v, %v, want the one that waits", waiting, err)
	}
	for range 2 {
		if err := f.owner.Withdraw(ctx, i.ID); err != nil {
			t.Fatal(err)
		}
	}
	for _, code := range []string{code, "", "made up"} {
		if _, err := f.Accept(ctx, code, gallery.Member{User: "eve"}); !fault.Is(err, fault.NotFound) {
			t.Errorf("got %v, want %q to invite nobody", err, code)
		}
	}
	for _, good := range []time.Duration{0, -time.Hour, 31 * 24 * time.Hour} {
		if _, _, err := f.owner.Invite(ctx, gallery.Viewer, good); !fault.Is(err, fault.Invalid) {
			t.Errorf("got %v, want %v refused", err, good)
		}
	}
	if _, _, err := f.owner.Invite(ctx, "king", time.Hour); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v, want an unknown role refused", err)
	}
}

func TestWhoIsAMemberStaysWhatTheyAre(t *testing.T) {
	f := openFamily(t)
	code, _, err := f.owner.Invite(t.Context(), gallery.Viewer, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	p, err := f.Accept(t.Context(), code, gallery.Member{User: "anna"})
	if err != nil || p.Role != gallery.Owner || p.Members != 1 {
		t.Errorf("got %+v, %v, want the owner to stay one", p, err)
	}
	f.t = t
	if _, err := f.Accept(t.Context(), code, gallery.Member{User: "ben"}); err != nil {
		t.Errorf("got %v, want the code still good", err)
	}
}

func TestAGalleryKeepsAnOwner(t *testing.T) {
	f := openFamily(t)
	ctx := t.Context()
	f.join("ben", gallery.Editor)
	for name, err := range map[string]error{
		"removed": f.owner.Remove(ctx, "anna"), "left": f.Leave(ctx, f.id, "anna"), "demoted": f.owner.SetRole(ctx, "anna", gallery.Viewer),
	} {
		if !fault.Is(err, fault.Conflict) {
			t.Errorf("the last owner was %s: got %v", name, err)
		}
	}
	if err := f.owner.SetRole(ctx, "ben", gallery.Owner); err != nil {
		t.Fatal(err)
	}
	// Both go at once: one of them has to stay.
	var group errgroup.Group
	refused := make([]error, 2)
	for i, user := range []gallery.UserID{"anna", "ben"} {
		group.Go(func() error { refused[i] = f.Leave(ctx, f.id, user); return nil })
	}
	_ = group.Wait() // never fails
	if err := errors.Join(refused...); !fault.Is(err, fault.Conflict) && !fault.Is(refused[0], fault.Conflict) && !fault.Is(refused[1], fault.Conflict) {
		t.Errorf("got %v, want one of them refused", refused)
	}
	members, err := f.owner.Members(ctx)
	if err != nil || len(members) != 1 || members[0].Role != gallery.Owner {
		t.Errorf("got %+v, %v, want one owner left", members, err)
	}
}

func TestWhoIsRemovedHasTheGalleryNoMore(t *testing.T) {
	f := openFamily(t)
	ctx := t.Context()
	f.join("ben", gallery.Viewer)
	for range 2 {
		if err := f.owner.Remove(ctx, "ben"); err != nil {
			t.Fatal(err)
		}
	}
	if mine, err := f.Of(ctx, "ben"); err != nil || len(mine) != 0 || f.role("ben") != "" {
		t.Errorf("got %+v, %v, want Ben to have nothing", mine, err)
	}
	if err := f.owner.SetRole(ctx, "ben", gallery.Editor); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want nobody to change", err)
	}
	if p, err := f.owner.Profile(ctx); err != nil || p.Members != 1 {
		t.Errorf("got %+v, %v, want one member", p, err)
	}
}

func TestOnePersonalGalleryEach(t *testing.T) {
	gs := gallery.New(tabletest.OpenStore(t, gallerytest.Now).Table, gallery.Keys{gallerytest.Key()}, gallerytest.Now)
	made := make([]gallery.Profile, 8)
	var group errgroup.Group
	for i := range made {
		group.Go(func() (err error) {
			made[i], err = gs.Create(t.Context(), gallery.Personal, "Anna's photos", gallery.Member{User: "anna", Name: "Anna"})
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	for _, p := range made {
		if p != made[0] {
			t.Errorf("got %+v and %+v, want one gallery", p, made[0])
		}
	}
	if mine, err := gs.Of(t.Context(), "anna"); err != nil || len(mine) != 1 {
		t.Errorf("got %+v, %v, want one gallery", mine, err)
	}
}

func TestAGalleryHasRoomForAHundred(t *testing.T) {
	f := openFamily(t)
	for i := 1; i < gallery.MaxMembers; i++ {
		f.join(gallery.UserID([]byte{'m', byte('0' + i/10), byte('0' + i%10)}), gallery.Viewer)
	}
	code, _, err := f.owner.Invite(t.Context(), gallery.Viewer, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Accept(t.Context(), code, gallery.Member{User: "late"}); !fault.Is(err, fault.TooLarge) {
		t.Errorf("got %v, want the gallery full", err)
	}
}

func TestAGalleryIsRenamedByItsOwners(t *testing.T) {
	f := openFamily(t)
	if err := f.owner.Rename(t.Context(), "  The Family "); err != nil {
		t.Fatal(err)
	}
	if p, err := f.owner.Profile(t.Context()); err != nil || p.Name != "The Family" {
		t.Errorf("got %+v, %v", p, err)
	}
	if err := f.owner.Rename(t.Context(), " "); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v, want a name asked for", err)
	}
}
