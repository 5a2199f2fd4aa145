package account_test

import (
	"testing"

	"golang.org/x/sync/errgroup"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// member is somebody in a Slack workspace.
func member(team, user string) account.Identity {
	return account.Identity{Channel: account.Slack, Team: team, User: user}
}

// connect joins a Slack identity to a person, as the web page does.
func (tw town) connect(who account.Identity, user account.UserID) {
	tw.t.Helper()
	code, err := tw.Begin(tw.t.Context(), who)
	if err != nil {
		tw.t.Fatal(err)
	}
	if _, err := tw.Finish(tw.t.Context(), code, user); err != nil {
		tw.t.Fatal(err)
	}
}

func TestAWorkspaceThatManyMakeAtOnceHasOneGalleryAndNothingIsLeftOver(t *testing.T) {
	tw := openTown(t)
	ids := make([]gallery.ID, 8)
	var group errgroup.Group
	for i := range ids {
		group.Go(func() (err error) {
			ids[i], err = tw.Workspace(t.Context(), "T1", "Acme", "U1")
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		if id != ids[0] {
			t.Errorf("got %q and %q, want one gallery", id, ids[0])
		}
	}
	if other, err := tw.Workspace(t.Context(), "T2", "Acme", ""); err != nil || other == ids[0] {
		t.Errorf("got %q, %v, want another for another workspace of that name", other, err)
	}
	if kept := tw.store.Sweep(t); len(kept) != 3 { // two galleries, and who installed the first
		t.Errorf("got %q, want nothing left over", kept)
	}
	for _, team := range []string{"", "T#1", "T\n1"} {
		if _, err := tw.Workspace(t.Context(), team, "Acme", ""); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: got %v, want no workspace", team, err)
		}
	}
}

func TestAWorkspaceInstalledAgainFindsItsGallery(t *testing.T) {
	tw := openTown(t)
	first, err := tw.Workspace(t.Context(), "T1", "Acme", "U1")
	if err != nil {
		t.Fatal(err)
	}
	again, err := tw.Workspace(t.Context(), "T1", "Acme & Sons", "U2")
	if err != nil || again != first {
		t.Errorf("got %q, %v, want %q", again, err, first)
	}
}

func TestWhoInstalledTheAppOwnsTheWorkspacesGalleryOnceConnected(t *testing.T) {
	tw := openTown(t)
	ctx := t.Context()
	anna, ben := tw.arrive(annaSubject), tw.arrive(benSubject)
	id, err := tw.Workspace(ctx, "T1", "Acme", "UANNA")
	if err != nil {
		t.Fatal(err)
	}
	tw.connect(member("T1", "UBEN"), ben.ID)
	if _, err := tw.galleries.Membership(ctx, id, ben.ID); !fault.Is(err, fault.Denied) {
		t.Errorf("got %v, want a member of the workspace to be none of its gallery", err)
	}
	tw.connect(member("T1", "UANNA"), anna.ID)
	if m, err := tw.galleries.Membership(ctx, id, anna.ID); err != nil || m.Role != gallery.Owner {
		t.Errorf("got %+v, %v, want its owner", m, err)
	}
}

func TestWhoConnectsFirstOwnsTheGalleryOfAWorkspaceThatNobodyIsKnownToHaveInstalled(t *testing.T) {
	tw := openTown(t)
	ctx := t.Context()
	anna, ben := tw.arrive(annaSubject), tw.arrive(benSubject)
	id, err := tw.Workspace(ctx, "T1", "Acme", "")
	if err != nil {
		t.Fatal(err)
	}
	tw.connect(member("T2", "UBEN"), ben.ID) // another workspace's
	tw.connect(member("T1", "UANNA"), anna.ID)
	tw.connect(member("T1", "UBEN"), ben.ID)
	for user, want := range map[account.UserID]gallery.Role{anna.ID: gallery.Owner, ben.ID: ""} {
		if m, _ := tw.galleries.Membership(ctx, id, user); m.Role != want {
			t.Errorf("got %q, want %q", m.Role, want)
		}
	}
}

func TestWhoConnectedMayGoOnLookingAtTheirWorkspacesGallery(t *testing.T) {
	tw := openTown(t)
	ctx := t.Context()
	ben := tw.arrive(benSubject)
	id, err := tw.Workspace(ctx, "T1", "Acme", "UANNA")
	if err != nil {
		t.Fatal(err)
	}
	tw.connect(member("T1", "UBEN"), ben.ID)
	if got, err := tw.Identify(ctx, member("T1", "UBEN")); err != nil || got.Membership.Gallery != ben.Gallery {
		t.Errorf("got %+v, %v, want his own gallery at first", got, err)
	}
	if _, err := tw.Use(ctx, member("T1", "UBEN"), "acme"); err != nil {
		t.Fatal(err)
	}
	got, err := tw.Identify(ctx, member("T1", "UBEN"))
	if want := (gallery.Membership{Gallery: id, Role: gallery.Viewer}); err != nil || got.Membership != want || got.User != ben.ID || got.Guest {
		t.Errorf("got %+v, %v, want Ben looking", got, err)
	}
	tw.connect(member("T2", "UBEN"), ben.ID)
	if _, err := tw.Use(ctx, member("T2", "UBEN"), "acme"); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want it out of reach from another workspace", err)
	}
}

func TestAnOrganisationsGalleryIsOpenToItsWorkspaces(t *testing.T) {
	tw := openTown(t)
	id, err := tw.Workspace(t.Context(), "E1", "Acme Group", "U1")
	if err != nil {
		t.Fatal(err)
	}
	who := member("T7", "U7")
	who.Enterprise = "E1"
	if got, err := tw.Identify(t.Context(), who); err != nil || got.Membership.Gallery != id || !got.Guest {
		t.Errorf("got %+v, %v, want a guest", got, err)
	}
	who.Channel = account.Alexa
	if got, err := tw.Identify(t.Context(), who); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %+v, %v, want nobody: no channel but Slack has workspaces", got, err)
	}
}

func TestWhatIsChosenByVoiceHoldsForVoiceAlone(t *testing.T) {
	tw := openTown(t)
	ctx := t.Context()
	anna := tw.arrive(annaSubject)
	family, err := tw.galleries.Create(ctx, gallery.Shared, "Family", gallery.Member{User: anna.ID})
	if err != nil {
		t.Fatal(err)
	}
	echo := account.Identity{Channel: account.Alexa, User: "amzn1.ask.account.ANNA", Token: "anna's"}
	if chosen, err := tw.Use(ctx, echo, "the zoo"); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %+v, %v, want none of that name", chosen, err)
	}
	if chosen, err := tw.Use(ctx, echo, "Family"); err != nil || chosen.ID != family.ID {
		t.Errorf("got %+v, %v, want the family's", chosen, err)
	}
	other := account.Identity{Channel: account.Alexa, User: "amzn1.ask.account.KITCHEN", Token: "anna's"}
	if got, err := tw.Identify(ctx, other); err != nil || got.Membership.Gallery != family.ID {
		t.Errorf("got %+v, %v, want the family's at her other devices", got, err)
	}
	web := account.Identity{Channel: account.Web, User: "browser", Token: "anna's"}
	if got, err := tw.Identify(ctx, web); err != nil || got.Membership.Gallery != anna.Gallery {
		t.Errorf("got %+v, %v, want her own on the web", got, err)
	}
	bad := account.Identity{Channel: account.Alexa, User: "amzn1.ask.account.ANNA", Token: "revoked"}
	if chosen, err := tw.Use(ctx, bad, "Family"); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %+v, %v, want nobody", chosen, err)
	}
}

func TestOfTwoGalleriesOfOneNameEachIsChosenByItsID(t *testing.T) {
	tw := openTown(t)
	ctx := t.Context()
	anna := tw.arrive(annaSubject)
	var last gallery.Profile
	for range 2 {
		var err error
		if last, err = tw.galleries.Create(ctx, gallery.Shared, "Family", gallery.Member{User: anna.ID}); err != nil {
			t.Fatal(err)
		}
	}
	who := member("T1", "UANNA")
	tw.connect(who, anna.ID)
	if _, err := tw.Use(ctx, who, "family"); !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v, want to be asked", err)
	}
	if chosen, err := tw.Use(ctx, who, string(last.ID)); err != nil || chosen.ID != last.ID {
		t.Errorf("got %+v, %v, want %q", chosen, err, last.ID)
	}
}

func TestTheNewestCodeAloneIsGood(t *testing.T) {
	tw := openTown(t)
	ctx := t.Context()
	anna := tw.arrive(annaSubject)
	first, err := tw.Begin(ctx, member("T1", "U1"))
	if err != nil {
		t.Fatal(err)
	}
	second, err := tw.Begin(ctx, member("T1", "U1"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tw.Finish(ctx, first, anna.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want the first code over", err)
	}
	if who, err := tw.Finish(ctx, second, anna.ID); err != nil || who != member("T1", "U1") {
		t.Errorf("got %+v, %v, want the second to join", who, err)
	}
}

func TestALinkIsTakenAwayByItsIDByWhoseItIs(t *testing.T) {
	tw := openTown(t)
	ctx := t.Context()
	anna, ben := tw.arrive(annaSubject), tw.arrive(benSubject)
	tw.connect(member("T1", "UANNA"), anna.ID)
	links, err := tw.Links(ctx, anna.ID)
	if err != nil || len(links) != 1 {
		t.Fatal(links, err)
	}
	for name, tt := range map[string]struct {
		user account.UserID
		id   string
	}{
		"another's link":         {ben.ID, links[0].ID},
		"what they sign in with": {anna.ID, "web#https://issuer.example#sub-anna"},
		"no link":                {anna.ID, "slack#T1#UBEN"},
		"no id":                  {anna.ID, ""},
	} {
		if err := tw.UnlinkByID(ctx, tt.user, tt.id); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: got %v, want none such", name, err)
		}
	}
	if err := tw.UnlinkByID(ctx, anna.ID, links[0].ID); err != nil {
		t.Fatal(err)
	}
	if got, err := tw.Identify(ctx, member("T1", "UANNA")); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %+v, %v, want nobody", got, err)
	}
}

func TestACodeTellsWhoAsksAsTheChannelCallsThem(t *testing.T) {
	tw := openTown(t)
	for _, tt := range []struct{ name, want string }{
		{"mallory", "mallory"}, {"Zoë 🌊", "Zoë 🌊"}, {"two\nlines", ""}, {string(make([]rune, 101)), ""}, {"\xff", ""}, {"", ""},
	} {
		who := member("T1", "U1")
		who.Name, who.TeamName = tt.name, "acme"
		code, err := tw.Begin(t.Context(), who)
		if err != nil {
			t.Fatal(err)
		}
		want := member("T1", "U1")
		want.Name, want.TeamName = tt.want, "acme"
		if got, err := tw.Pending(t.Context(), code); err != nil || got != want {
			t.Errorf("%q: got %+v, %v, want %+v", tt.name, got, err, want)
		}
	}
}
