package intents_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

func TestCompleteGivesNamesOfTheAskersGallery(t *testing.T) {
	w := intentstest.Open(t)
	tests := []struct {
		name, user, typed string
		kind              intents.SlotKind
		first             string
	}{
		{"a beginning", intentstest.Anna, "lis", intents.PlaceVal, "Lisbon"},
		{"a misspelling", intentstest.Anna, "lisbin", intents.PlaceVal, "Lisbon"},
		{"another's gallery has other names", intentstest.Norman, "lis", intents.PlaceVal, ""},
		{"a label", intentstest.Norman, "be", intents.LabelVal, "Beach"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := &intents.Request{Identity: account.Identity{Channel: account.Slack, User: tt.user}, Utterance: tt.typed}
			got, err := w.Router.Complete(t.Context(), r, tt.kind, 5)
			if err != nil {
				t.Fatal(err)
			}
			first := ""
			if len(got) > 0 {
				first = got[0].Name
			}
			if diff := cmp.Diff(first, tt.first); diff != "" {
				t.Errorf("got %v; first -got +want:\n%s", got, diff)
			}
		})
	}
}

// outsider is somebody known who was put out of the gallery.
type outsider struct{}

func (outsider) Identify(context.Context, account.Identity) (account.Actor, error) {
	return account.Actor{User: "U1", Membership: gallery.Membership{Gallery: intentstest.Family}}, nil
}

func TestCompleteRefuses(t *testing.T) {
	w := intentstest.Open(t)
	anna := account.Identity{Channel: account.Slack, User: intentstest.Anna}
	ask := func(rt *intents.Router, who account.Identity, kind intents.SlotKind) error {
		_, err := rt.Complete(t.Context(), &intents.Request{Identity: who}, kind, 5)
		return err
	}
	if err := ask(w.Router, account.Identity{Channel: account.Slack, User: "U9"}, intents.PlaceVal); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("a stranger: got %v, want unauthenticated", err)
	}
	if err := ask(w.Router, anna, intents.DateVal); !fault.Is(err, fault.Invalid) {
		t.Errorf("dates: got %v, want invalid", err)
	}
	if err := ask(w.NewRouter(outsider{}), anna, intents.PlaceVal); !fault.Is(err, fault.Denied) {
		t.Errorf("who was put out: got %v, want denied", err)
	}
}
