package intents

import (
	"context"
	"strings"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// People join identities with people, who have galleries. account.People are these.
type People interface {
	// Begin makes a code by which who speaks as an identity is joined to who signs
	// in with it. It is told to nobody else.
	Begin(ctx context.Context, who account.Identity) (code string, err error)
	// Choices gives the galleries an identity may use.
	Choices(ctx context.Context, who account.Identity) ([]gallery.Profile, error)
	// Use has it use one of them, by its name or the beginning of it: NotFound for
	// none of that name, Conflict for several.
	Use(ctx context.Context, who account.Identity, name string) (gallery.Profile, error)
	// Unlink makes it nobody's.
	Unlink(ctx context.Context, who account.Identity) error
}

// connectPath is where a code is brought to, on the web.
const connectPath = "/connect/"

// signIn leads somebody to their own photos: in Slack by a link for them alone; a
// device has a card of its own for it.
func signIn(ctx context.Context, t *turn) (*Reply, error) {
	if t.known() {
		r := t.whatElse("You are connected already.")
		if name := t.Actor.Name; name != "" {
			r.Speech = Say("You are connected already, as ").Quote(name).And(".")
		}
		r.Suggest = append([]Suggestion{suggest(WhoAmI)}, r.Suggest[:3]...)
		return r, nil
	}
	if t.Identity.Channel != account.Slack {
		return t.connect(), nil
	}
	if t.rt.People == nil || t.rt.PublicURL == "" {
		return &Reply{Kind: Told, Focus: -1, End: true, Speech: Say("Nobody can connect here yet. Whoever looks after this Shoebox has to give it an address on the web first.")}, nil
	}
	code, err := t.rt.People.Begin(ctx, t.Identity)
	if err != nil {
		return nil, err
	}
	return &Reply{
		Kind: Connect, Focus: -1, End: true,
		Speech: Say("Sign in on the web within ten minutes, and your own photos are here as well. The link is good once, and for you alone: please don't pass it on."),
		Door:   Door{Label: "Connect with Shoebox", URL: strings.TrimSuffix(t.rt.PublicURL, "/") + connectPath + code},
	}, nil
}

// disconnect makes the identity nobody's.
func disconnect(ctx context.Context, t *turn) (*Reply, error) {
	r := &Reply{Kind: Told, Focus: -1, End: true}
	switch {
	case !t.known():
		r.Speech = Say("You are not connected here, so there is nothing to forget.")
		return r, nil
	case t.Identity.Token != "":
		r.Speech = Say("Open the Alexa app, choose this skill, and disable it there: then I forget who you are. Your photos stay where they are.")
		return r, nil
	case t.rt.People == nil:
		return nil, fault.New("intents.disconnect", fault.Unavailable, "nobody keeps links here")
	}
	if err := t.rt.People.Unlink(ctx, t.Identity); err != nil {
		return nil, err
	}
	t.after.View = view{}
	r.Speech = Say("Done. I have forgotten here who you are; your photos stay where they are.")
	r.Suggest = []Suggestion{suggest(SignIn)}
	return r, nil
}

// inviteGuest offers a guest in Slack to connect, where there is nothing for them to
// see and where they ask what can be done.
func (t *turn) inviteGuest(r *Reply) {
	const most = 5 // ways on
	nothing := r.Kind == Nothing || r.Kind == Told && r.Intent == Help
	if t.Actor.Guest && t.Identity.Channel == account.Slack && nothing {
		r.Suggest = append(r.Suggest[:min(len(r.Suggest), most-1)], suggest(SignIn))
	}
}

// known reports whether somebody is asking who has an account.
func (t *turn) known() bool { return t.Actor.User != "" && !t.Actor.Guest }

// connect tells somebody unknown how to become known, and shows nothing. The channel
// adds the means: a card, a button. A token that is not good is said to be none: it is
// nobody's, whatever else is known of the device.
func (t *turn) connect() *Reply {
	r := &Reply{
		Kind: Connect, Focus: -1, End: true,
		Speech: Say("I don't know yet whose photos are yours. Connect your account with Shoebox, and then ask me again."),
	}
	if t.Identity.Token != "" {
		r.Speech = Say("Your connection with Shoebox is not good any more. Connect your account once more in the Alexa app, and then ask me again.")
	}
	if t.Identity.Channel == account.Slack {
		r.Suggest = []Suggestion{suggest(SignIn)}
	}
	return r
}
