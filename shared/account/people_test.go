package account_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table/tabletest"
)

// town is where people live: a table with a clock of its own.
type town struct {
	*account.People
	galleries *gallery.Galleries
	store     tabletest.Store
	now       *time.Time
	t         *testing.T
}

func openTown(t *testing.T) town {
	t.Helper()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	store := tabletest.OpenStore(t, clock)
	gs := gallery.New(store.Table, gallery.Keys{make([]byte, 32)}, clock)
	verify := func(_ context.Context, token string) (account.Subject, error) {
		if token != "anna's" {
			return account.Subject{}, fault.New("test.verify", fault.Unauthenticated, "expired")
		}
		return annaSubject, nil
	}
	return town{
		account.NewPeople(account.PeopleConfig{Table: store.Table, Galleries: gs, Verify: verify, Now: clock}), gs, store, &now, t,
	}
}

var (
	annaSubject = account.Subject{Issuer: "https://issuer.example", ID: "sub-anna", Email: "anna@example.com", Name: "Anna"}
	benSubject  = account.Subject{Issuer: "https://issuer.example", ID: "sub-ben", Email: "ben@example.com"}
)

func (tw town) arrive(s account.Subject) account.User {
	tw.t.Helper()
	u, err := tw.Arrive(tw.t.Context(), s)
	if err != nil {
		tw.t.Fatal(err)
	}
	return u
}

func TestWhoArrivesManyTimesAtOnceIsOnePersonWithOneGallery(t *testing.T) {
	tw := openTown(t)
	users := make([]account.User, 8)
	var group errgroup.Group
	for i := range users {
		group.Go(func() (err error) {
			users[i], err = tw.Arrive(t.Context(), annaSubject)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	for _, u := range users {
		if u != users[0] {
			t.Errorf("got %+v and %+v, want one person", u, users[0])
		}
	}
	own, err := tw.galleries.Of(t.Context(), users[0].ID)
	if err != nil || len(own) != 1 || own[0].ID != users[0].Gallery || own[0].Purpose != gallery.Personal || own[0].Role != gallery.Owner {
		t.Errorf("got %+v, %v, want a gallery of her own", own, err)
	}
}

func TestATokenSpeaksForItselfAlone(t *testing.T) {
	tw := openTown(t)
	anna, ben := tw.arrive(annaSubject), tw.arrive(benSubject)
	echo := account.Identity{Channel: account.Alexa, User: "amzn1.ask.account.SHARED"}
	if err := tw.Link(t.Context(), echo, ben.ID); err != nil {
		t.Fatal(err)
	}
	spoken := echo
	spoken.Token = "anna's"
	if got, err := tw.Identify(t.Context(), spoken); err != nil || got.User != anna.ID || got.Membership.Gallery != anna.Gallery {
		t.Errorf("got %+v, %v, want whom the token speaks of", got, err)
	}
	spoken.Token = "revoked"
	if got, err := tw.Identify(t.Context(), spoken); !fault.Is(err, fault.Unauthenticated) || got != (account.Actor{}) {
		t.Errorf("got %+v, %v, want nobody: never another's gallery", got, err)
	}
	if got, err := tw.Identify(t.Context(), echo); err != nil || got.User != ben.ID {
		t.Errorf("got %+v, %v, want who linked the device", got, err)
	}
}

func TestAWorkspaceShowsItsGalleryToWhoIsNotConnected(t *testing.T) {
	tw := openTown(t)
	stranger := account.Identity{Channel: account.Slack, Team: "T1", User: "U1"}
	if _, err := tw.Identify(t.Context(), stranger); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %v, want nobody in a workspace without the app", err)
	}
	id, err := tw.Workspace(t.Context(), "T1", "Acme", "")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := tw.Workspace(t.Context(), "T1", "Acme", ""); err != nil || again != id {
		t.Errorf("got %q, %v, want the same gallery again", again, err)
	}
	got, err := tw.Identify(t.Context(), stranger)
	if want := (gallery.Membership{Gallery: id, Role: gallery.Viewer}); err != nil || got.Membership != want {
		t.Errorf("got %+v, %v, want a guest who may look", got, err)
	}
	other, err := tw.Identify(t.Context(), account.Identity{Channel: account.Slack, Team: "T1", User: "U2"})
	if err != nil || other.User == got.User {
		t.Errorf("got %+v, %v, want another guest", other, err)
	}
}

func TestACodeJoinsOnceWithinTenMinutes(t *testing.T) {
	tw := openTown(t)
	ctx := t.Context()
	anna, ben := tw.arrive(annaSubject), tw.arrive(benSubject)
	slack := account.Identity{Channel: account.Slack, Team: "T1", User: "U1"}
	begin := func() string {
		t.Helper()
		code, err := tw.Begin(ctx, slack)
		if err != nil {
			t.Fatal(err)
		}
		return code
	}
	code := begin()
	if who, err := tw.Pending(ctx, code); err != nil || who != slack {
		t.Errorf("got %+v, %v, want whom it is for", who, err)
	}
	if _, err := tw.Finish(ctx, code, anna.ID); err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{code, "", "made up"} {
		if _, err := tw.Finish(ctx, code, ben.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("got %v, want %q to join nobody", err, code)
		}
	}
	if _, err := tw.Finish(ctx, begin(), ben.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v, want Anna's identity to stay hers", err)
	}
	late := begin()
	*tw.now = tw.now.Add(account.CodeLife)
	if _, err := tw.Finish(ctx, late, anna.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want the code over", err)
	}
	links, err := tw.Links(ctx, anna.ID)
	want := []account.Link{{ID: "slack#T1#U1", Identity: slack, Since: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)}}
	if diff := cmp.Diff(links, want); err != nil || diff != "" {
		t.Errorf("%v (-got +want):\n%s", err, diff)
	}
	for range 2 {
		if err := tw.Unlink(ctx, slack); err != nil {
			t.Fatal(err)
		}
	}
	if links, err := tw.Links(ctx, anna.ID); err != nil || len(links) != 0 {
		t.Errorf("got %+v, %v, want nothing linked", links, err)
	}
}

func TestSomebodyUsesAnotherOfTheirGalleries(t *testing.T) {
	tw := openTown(t)
	ctx := t.Context()
	anna, ben := tw.arrive(annaSubject), tw.arrive(benSubject)
	slack := account.Identity{Channel: account.Slack, Team: "T1", User: "U1"}
	if err := tw.Link(ctx, slack, anna.ID); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Family", "Fellows"} {
		if _, err := tw.galleries.Create(ctx, gallery.Shared, name, gallery.Member{User: anna.ID}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tw.galleries.Create(ctx, gallery.Shared, "Secrets", gallery.Member{User: ben.ID}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]fault.Kind{"f": fault.Conflict, "": fault.NotFound, "secrets": fault.NotFound, "zoo": fault.NotFound} {
		if _, err := tw.Use(ctx, slack, name); !fault.Is(err, want) {
			t.Errorf("use %q: got %v, want %v", name, err, want)
		}
	}
	chosen, err := tw.Use(ctx, slack, "fam")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := tw.Identify(ctx, slack); err != nil || got.Membership != (gallery.Membership{Gallery: chosen.ID, Role: gallery.Owner}) {
		t.Errorf("got %+v, %v, want the family's gallery", got, err)
	}
	if u, err := tw.User(ctx, anna.ID); err != nil || u.Gallery == chosen.ID {
		t.Errorf("got %+v, %v, want the choice to be of Slack alone", u, err)
	}
}

func TestWhoIsNoMemberAnyMoreIsToldSo(t *testing.T) {
	tw := openTown(t)
	ctx := t.Context()
	anna, ben := tw.arrive(annaSubject), tw.arrive(benSubject)
	family, err := tw.galleries.Create(ctx, gallery.Shared, "Family", gallery.Member{User: anna.ID})
	if err != nil {
		t.Fatal(err)
	}
	owner := tw.galleries.As(gallery.Membership{Gallery: family.ID, Role: gallery.Owner})
	code, _, err := owner.Invite(ctx, gallery.Viewer, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tw.galleries.Accept(ctx, code, gallery.Member{User: ben.ID}); err != nil {
		t.Fatal(err)
	}
	slack := account.Identity{Channel: account.Slack, Team: "T1", User: "U2"}
	if err := tw.Link(ctx, slack, ben.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := tw.Use(ctx, slack, "Family"); err != nil {
		t.Fatal(err)
	}
	if err := owner.Remove(ctx, ben.ID); err != nil {
		t.Fatal(err)
	}
	if got, err := tw.Identify(ctx, slack); !fault.Is(err, fault.Denied) || got != (account.Actor{User: ben.ID, Name: "ben"}) {
		t.Errorf("got %+v, %v, want it denied to Ben: no other gallery in its place", got, err)
	}
}

func TestSettingsAreChecked(t *testing.T) {
	tw := openTown(t)
	ctx := t.Context()
	anna, ben := tw.arrive(annaSubject), tw.arrive(benSubject)
	text := func(s string) *string { return &s }
	u, err := tw.Set(ctx, anna.ID, account.Settings{Name: text("Anna B."), Zone: text("Europe/Lisbon"), Locale: text("pt-PT")})
	want := anna
	want.Name, want.Zone, want.Locale = "Anna B.", "Europe/Lisbon", "pt-PT"
	if diff := cmp.Diff(u, want); err != nil || diff != "" {
		t.Errorf("%v (-got +want):\n%s", err, diff)
	}
	if u, err = tw.Set(ctx, anna.ID, account.Settings{Zone: text("")}); err != nil || u.Zone != "" {
		t.Errorf("got %+v, %v, want no zone", u, err)
	}
	tests := map[string]struct {
		settings account.Settings
		want     fault.Kind
	}{
		"a zone nobody knows":  {account.Settings{Zone: text("Mars/Olympus")}, fault.Invalid},
		"the machine's zone":   {account.Settings{Zone: text("Local")}, fault.Invalid},
		"a name with a bell":   {account.Settings{Name: text("\a")}, fault.Invalid},
		"another's gallery":    {account.Settings{Gallery: &ben.Gallery}, fault.Denied},
		"a gallery of nowhere": {account.Settings{Gallery: new(gallery.ID)}, fault.Denied},
	}
	for name, tt := range tests {
		if _, err := tw.Set(ctx, anna.ID, tt.settings); !fault.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", name, err, tt.want)
		}
	}
	if _, err := tw.Set(ctx, "nobody", account.Settings{Name: text("No")}); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want nobody", err)
	}
}

func TestAPersonOfASampleIsIntroducedOnce(t *testing.T) {
	tw := openTown(t)
	ctx := t.Context()
	echo := account.Identity{Channel: account.Alexa, User: "amzn1.ask.account.SIMULATOR"}
	for range 2 {
		if err := tw.galleries.Found(ctx, "sample", gallery.Shared, "The sample album", gallery.Member{User: "sam"}); err != nil {
			t.Fatal(err)
		}
		if err := tw.Introduce(ctx, account.User{ID: "sam", Gallery: "sample"}, echo); err != nil {
			t.Fatal(err)
		}
	}
	got, err := tw.Identify(ctx, echo)
	want := account.Actor{User: "sam", Membership: gallery.Membership{Gallery: "sample", Role: gallery.Owner}}
	if diff := cmp.Diff(got, want); err != nil || diff != "" {
		t.Errorf("%v (-got +want):\n%s", err, diff)
	}
	if p, err := tw.galleries.Of(ctx, "sam"); err != nil || len(p) != 1 || p[0].Members != 1 {
		t.Errorf("got %+v, %v, want one gallery with one member", p, err)
	}
}
