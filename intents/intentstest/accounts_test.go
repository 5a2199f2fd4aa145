package intentstest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shoebox/intents/intentstest"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/skills/alexa/alexasim"
)

// TestTranscriptsOfWhoHasAnAccount plays conversations about who is asking, by an
// account that is linked with a device, and by one that is connected in Slack.
func TestTranscriptsOfWhoHasAnAccount(t *testing.T) {
	files, err := filepath.Glob("testdata/accounts/*.txt")
	if err != nil || len(files) < 3 {
		t.Fatalf("%v: got %d transcripts", err, len(files))
	}
	for _, file := range files {
		for _, channel := range []string{"alexa", "slack"} {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txt")+"/"+channel, func(t *testing.T) {
				town := intentstest.OpenTown(t, intentstest.OpenWith(t, everything))
				anna := town.Person(t, "Anna")
				town.Join(t, intentstest.Family, "Family", anna, gallery.Owner)
				var speaker intentstest.Speaker = town.NewEcho("Anna", alexasim.Hub)
				if channel == "slack" {
					slack := town.NewMember(t, intentstest.Team, intentstest.Anna)
					connect(t, town, slack, anna)
					speaker = slack
				}
				f, err := os.Open(file)
				if err != nil {
					t.Fatal(err)
				}
				defer f.Close() //nolint:errcheck // it was read alone
				tr, err := intentstest.Read(f)
				if err != nil {
					t.Fatalf("%s: %v", file, err)
				}
				tr.Play(t, town.World, speaker)
				words := said("Anna Family")
				for _, turn := range tr.Turns {
					words = append(words, said(turn.Words)...)
				}
				log := town.Log.String()
				checkLog(t, log)
				checkPrivate(t, log, words)
			})
		}
	}
}

func TestALinkOfSlackJoinsTheTwoOnceForWhoAskedForIt(t *testing.T) {
	town := intentstest.OpenTown(t, intentstest.OpenWith(t, everything))
	anna, ben := town.Person(t, "Anna"), town.Person(t, "Ben")
	slack, other := town.NewMember(t, "T1", "UANNA"), town.NewMember(t, "T1", "UBEN")

	heard := slack.Say(t, "connect")
	link := slack.Door(t)
	if !strings.HasPrefix(link, intentstest.PublicURL+"/connect/") || strings.Contains(heard.Words, "/connect/") {
		t.Fatalf("got the link %q beside %q, want it on a button alone", link, heard.Words)
	}
	if !slack.Last().Ephemeral {
		t.Error("others see the link")
	}
	code := strings.TrimPrefix(link, intentstest.PublicURL+"/connect/")
	for _, item := range town.Store.Sweep(t) {
		if kept := item.String(); strings.Contains(kept, code) || strings.Contains(kept, "/connect/") {
			t.Errorf("the code is kept in %.200q", kept)
		}
	}
	if said := town.Log.String(); strings.Contains(said, code) || strings.Contains(said, "/connect/") {
		t.Errorf("the code is logged in %.200q", said)
	}

	// Whoever opens it, it is Anna's place in Slack that is joined, once.
	if err := town.Connect(t, link, anna); err != nil {
		t.Fatal(err)
	}
	for name, u := range map[string]account.User{"herself": anna, "another": ben} {
		if err := town.Connect(t, link, u); !fault.Is(err, fault.NotFound) {
			t.Errorf("by %s again: got %v, want it used up", name, err)
		}
	}
	if heard := slack.Say(t, "whoami"); !strings.Contains(heard.Words, "You are Anna") {
		t.Errorf("got %q, want Anna", heard.Words)
	}
	if heard := other.Say(t, "whoami"); !strings.Contains(heard.Words, "guest") {
		t.Errorf("got %q, want somebody else to stay a guest", heard.Words)
	}
	if heard := town.NewMember(t, "T2", "UANNA").Say(t, "whoami"); !strings.Contains(heard.Words, "guest") {
		t.Errorf("got %q, want the same id in another workspace to be nobody", heard.Words)
	}
}

func TestALinkIsGoodForTenMinutesAndTheNewestAlone(t *testing.T) {
	town := intentstest.OpenTown(t, intentstest.Open(t))
	anna := town.Person(t, "Anna")
	slack := town.NewMember(t, "T1", "UANNA")
	slack.Say(t, "connect")
	first := slack.Door(t)
	slack.Say(t, "connect")
	second := slack.Door(t)
	if first == second {
		t.Fatal("the same link was given twice")
	}
	if err := town.Connect(t, first, anna); !fault.Is(err, fault.NotFound) {
		t.Errorf("the first of two: got %v, want it over", err)
	}
	town.Clock.Move(account.CodeLife)
	if err := town.Connect(t, second, anna); !fault.Is(err, fault.NotFound) {
		t.Errorf("after ten minutes: got %v, want it over", err)
	}
	for _, made := range []string{"", "made up", strings.Repeat("A", 26), strings.Repeat("A", 9000), "../" + strings.TrimPrefix(second, intentstest.PublicURL)} {
		if err := town.Connect(t, intentstest.PublicURL+"/connect/"+made, anna); !fault.Is(err, fault.NotFound) {
			t.Errorf("%.20q: got %v, want none such", made, err)
		}
	}
}

func TestALinkCantTakeAnothersPlaceInSlack(t *testing.T) {
	town := intentstest.OpenTown(t, intentstest.Open(t))
	anna, ben := town.Person(t, "Anna"), town.Person(t, "Ben")
	slack := town.NewMember(t, "T1", "UANNA")
	slack.Say(t, "connect")
	link := slack.Door(t)
	connect(t, town, town.NewMember(t, "T1", "UANNA"), anna) // by another link
	if err := town.Connect(t, link, ben); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want the older link over", err)
	}
	code, err := town.People.Begin(t.Context(), account.Identity{Channel: account.Slack, Team: "T1", User: "UANNA"})
	if err != nil {
		t.Fatal(err)
	}
	if err := town.Connect(t, intentstest.PublicURL+"/connect/"+code, ben); !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v, want Anna to stay there", err)
	}
	if heard := slack.Say(t, "whoami"); !strings.Contains(heard.Words, "You are Anna") {
		t.Errorf("got %q, want Anna", heard.Words)
	}
}

func TestWhoIsNotConnectedSeesTheirWorkspacesGalleryAndNoOther(t *testing.T) {
	town := intentstest.OpenTown(t, intentstest.Open(t))
	anna := town.Person(t, "Anna")
	slack := town.NewMember(t, "T1", "UANNA")
	connect(t, town, slack, anna)
	if heard := slack.Say(t, "use shoebox"); !strings.Contains(heard.Words, "You are an owner") {
		t.Fatalf("got %q, want the first to connect to own it", heard.Words)
	}
	actor, err := town.People.Identify(t.Context(), account.Identity{Channel: account.Slack, Team: "T1", User: "UANNA"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := town.Galleries.As(actor.Membership).Add(t.Context(), gallery.Photo{Title: "The new office", SHA256: strings.Repeat("ab", 32), Taken: intentstest.Now().Add(-time.Hour)}); err != nil {
		t.Fatal(err)
	}
	guest := town.NewMember(t, "T1", "UGUEST")
	if heard := guest.Say(t, "latest photos"); len(heard.Photos) != 1 || !strings.Contains(heard.Words, "The new office") {
		t.Errorf("got %q, want the photo of their workspace", heard.Words)
	}
	if heard := town.NewMember(t, "T2", "UGUEST").Say(t, "latest photos"); len(heard.Photos) != 0 || strings.Contains(heard.Words, "The new office") {
		t.Errorf("got %q, want nothing of another workspace", heard.Words)
	}
	if heard := guest.Say(t, "use family"); len(heard.Photos) != 0 || !strings.Contains(heard.Words, "Connect") {
		t.Errorf("got %q, want to be told to connect", heard.Words)
	}
	guest.Press(t, "Connect")
	if guest.Door(t) == "" {
		t.Error("the button leads to no link")
	}
}

func TestATokenThatIsNotGoodSaysSoAndShowsNobodysPhotos(t *testing.T) {
	town := intentstest.OpenTown(t, intentstest.OpenWith(t, everything))
	anna, ben := town.Person(t, "Anna"), town.Person(t, "Ben")
	town.Join(t, intentstest.Family, "Family", anna, gallery.Owner)
	echo := town.NewEcho("Anna", alexasim.Hub)
	if heard := echo.Say(t, "use family"); !strings.Contains(heard.Words, "Family") {
		t.Fatalf("got %q, want the family's", heard.Words)
	}
	// The same device is linked with somebody else's account besides.
	if err := town.People.Link(t.Context(), account.Identity{Channel: account.Alexa, User: "amzn1.ask.account.ANNA"}, ben.ID); err != nil {
		t.Fatal(err)
	}
	town.Revoke("Anna")
	for _, words := range []string{"photos of weddings", "latest photos", "who am i", "use family", "connect"} {
		heard := echo.Say(t, words)
		if len(heard.Photos) > 0 || !heard.End || !strings.Contains(heard.Words, "Connect your account") {
			t.Errorf("%q: got %q, %d photos, ended %v, want it said", words, heard.Words, len(heard.Photos), heard.End)
		}
		if words == "latest photos" && !strings.Contains(heard.Words, "not good any more") {
			t.Errorf("%q: got %q, want a sentence of its own", words, heard.Words)
		}
	}
	if heard := echo.Say(t, "help"); heard.End || !strings.Contains(heard.Words, "You can ask") {
		t.Errorf("got %q, want help to need no account", heard.Words)
	}
	if log := town.Log.String(); strings.Contains(log, "access token") {
		t.Error("the log holds a token")
	}
}

func TestWhoMayUseTheirGalleryNoLongerIsAskedForAnother(t *testing.T) {
	for _, channel := range []string{"alexa", "slack"} {
		t.Run(channel, func(t *testing.T) {
			town := intentstest.OpenTown(t, intentstest.Open(t))
			anna, ben := town.Person(t, "Anna"), town.Person(t, "Ben")
			town.Join(t, intentstest.Family, "Family", anna, gallery.Owner)
			town.Join(t, intentstest.Family, "Family", ben, gallery.Viewer)
			var speaker intentstest.Speaker = town.NewEcho("Ben", alexasim.Hub)
			if channel == "slack" {
				slack := town.NewMember(t, "T1", "UBEN")
				connect(t, town, slack, ben)
				speaker = slack
			}
			if heard := speaker.Say(t, "use family"); !strings.Contains(heard.Words, "You may look") {
				t.Fatalf("got %q, want the family's", heard.Words)
			}
			owner := gallery.Membership{Gallery: intentstest.Family, Role: gallery.Owner}
			if err := town.Galleries.As(owner).Remove(t.Context(), ben.ID); err != nil {
				t.Fatal(err)
			}
			heard := speaker.Say(t, "photos of weddings")
			if len(heard.Photos) > 0 || !strings.Contains(heard.Words, "not a member any more") || !strings.Contains(heard.Words, "Ben's photos") {
				t.Errorf("got %q with %d photos, want it said, and a way on", heard.Words, len(heard.Photos))
			}
			if heard := speaker.Press(t, "Ben's photos"); !strings.Contains(heard.Words, "From now on") {
				t.Errorf("got %q, want his own gallery", heard.Words)
			}
			if heard := speaker.Say(t, "who am i"); !strings.Contains(heard.Words, "You are Ben") || strings.Contains(heard.Words, "Family") {
				t.Errorf("got %q, want Ben in his own gallery", heard.Words)
			}
		})
	}
}

func TestARepeatedRequestForALinkIsGivenAnotherOne(t *testing.T) {
	town := intentstest.OpenTown(t, intentstest.Open(t))
	r := connecting(town)
	first, err := town.Router.ServeIntent(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	again, err := town.Router.ServeIntent(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	if first.Door.URL == "" || again.Door.URL == "" || first.Door == again.Door {
		t.Errorf("got %q and %q, want two links", first.Door.URL, again.Door.URL)
	}
}

func TestWhoseVoiceIsRecognisedSeesTheirOwnPhotos(t *testing.T) {
	town := intentstest.OpenTown(t, intentstest.Open(t))
	anna := town.Person(t, "Anna")
	town.Join(t, intentstest.Family, "Family", anna, gallery.Owner)
	echo := town.NewEcho("Anna", alexasim.Hub)
	if heard := echo.Say(t, "use family"); !strings.Contains(heard.Words, "Family") {
		t.Fatalf("got %q, want the family's", heard.Words)
	}
	if heard := echo.Say(t, "photos of weddings"); len(heard.Photos) != 2 {
		t.Fatalf("got %d photos, want Anna's", len(heard.Photos))
	}
	town.Recognise(echo, "Ben")
	if heard := echo.Say(t, "who am i"); !strings.Contains(heard.Words, "You are Ben") {
		t.Errorf("got %q, want Ben", heard.Words)
	}
	for _, words := range []string{"next", "photos of weddings"} {
		if heard := echo.Say(t, words); len(heard.Photos) != 0 {
			t.Errorf("%q: got %d photos, want nothing of Anna's, and no conversation of hers", words, len(heard.Photos))
		}
	}
	town.Recognise(echo, "")
	if heard := echo.Say(t, "photos of weddings"); len(heard.Photos) != 2 {
		t.Errorf("got %d photos, want Anna's again", len(heard.Photos))
	}
}

func TestAGuestWithNothingToSeeIsOfferedToConnect(t *testing.T) {
	town := intentstest.OpenTown(t, intentstest.Open(t))
	for _, words := range []string{"latest photos", "photos of weddings", "help"} {
		guest := town.NewMember(t, "T1", "UGUEST")
		if heard := guest.Say(t, words); len(heard.Photos) > 0 {
			t.Fatalf("%q: got photos", words)
		}
		guest.Press(t, "Connect")
		if guest.Door(t) == "" {
			t.Errorf("%q: the button leads to no link", words)
		}
	}
}

func TestTheHomeTabLeadsToALinkAsWell(t *testing.T) {
	a := newAsker(t, "guest")
	w := a.slack.Workspace()
	turn, err := w.Visit(t.Context())
	if err != nil || len(turn.Refused) > 0 {
		t.Fatalf("got %v, %v, want the tab", turn.Refused, err)
	}
	a.work(t)
	tab, ok := w.Tab()
	if !ok {
		t.Fatal("there is no tab")
	}
	if turn, err = w.Do(t.Context(), tab, "home.connect", nil); err != nil || len(turn.Refused) > 0 {
		t.Fatalf("got %v, %v, want the button to be there", turn.Refused, err)
	}
	if tab, _ = w.Tab(); !strings.Contains(string(tab.Blocks), intentstest.PublicURL+"/connect/") {
		t.Errorf("got %s, want a link", tab.Blocks)
	}
}

func TestNoAnswerIsKeptThatCallsSomebodyByName(t *testing.T) {
	for name, words := range map[string]string{"whoami": "whoami", "launch": "hello", "connect": "connect"} {
		t.Run(name, func(t *testing.T) {
			town := intentstest.OpenTown(t, intentstest.Open(t))
			anna := town.Person(t, "Anna")
			connect(t, town, town.NewMember(t, "T1", "UANNA"), anna)
			r := connecting(town)
			r.Intent, r.Utterance = "", words
			for _, called := range []string{"Anna", "Annabel"} { // a repeat is answered by what is known then
				if _, err := town.People.Set(t.Context(), anna.ID, account.Settings{Name: &called}); err != nil {
					t.Fatal(err)
				}
				reply, err := town.Router.ServeIntent(t.Context(), r)
				if err != nil || !strings.Contains(reply.Speech.String(), called+".") && !strings.Contains(reply.Speech.String(), called+",") {
					t.Errorf("got %q, %v, want %s", reply.Speech, err, called)
				}
			}
		})
	}
}
