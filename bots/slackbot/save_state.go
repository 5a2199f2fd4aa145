package slackbot

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"

	"shoebox/shared/fault"
)

// saveState is what the form to save by carries in its private_metadata. It names
// files that the app can read, so it is signed, for the one who was offered them.
type saveState struct {
	Version int         `json:"v"`
	Channel string      `json:"c,omitempty"` // where the message is
	Files   []savedName `json:"f"`
}

// savedName is a file and what it is called.
type savedName struct {
	ID   string `json:"i"`
	Name string `json:"n"`
}

// signed is a saveState with the proof that it is ours.
type signed struct {
	State json.RawMessage `json:"d"`
	Proof string          `json:"p"`
}

// saveVersion is the shape of saveState. Another one is Stale.
const saveVersion = 1

// sealSave writes the state of a form for a person.
func (b *Bot) sealSave(s saveState, who call) (string, error) {
	const op = "slackbot.sealSave"
	s.Version = saveVersion
	state, err := encode(s)
	if err != nil {
		return "", fault.Wrap(op, err)
	}
	raw, err := encode(signed{State: state, Proof: proof(b.Secrets[0], state, who)})
	return string(raw), fault.Wrap(op, err)
}

// openSave reads the state of a form that a person sent. Stale for one that is not
// ours, theirs, or of this version.
func (b *Bot) openSave(metadata string, who call) (saveState, error) {
	const op = "slackbot.openSave"
	var of signed
	if err := json.Unmarshal([]byte(metadata), &of); err != nil {
		return saveState{}, fault.New(op, fault.Stale, "not a state of ours")
	}
	good := false
	for _, secret := range b.Secrets {
		good = hmac.Equal([]byte(of.Proof), []byte(proof(secret, of.State, who))) || good
	}
	var s saveState
	if !good || json.Unmarshal(of.State, &s) != nil || s.Version != saveVersion {
		return saveState{}, fault.New(op, fault.Stale, "not a state of ours")
	}
	return s, nil
}

// proof signs a state for a person. What goes before it keeps it apart from what
// Slack signs with the same secret.
func proof(secret string, state []byte, who call) string {
	mac := hmac.New(sha256.New, []byte(secret))
	for _, part := range []string{"shoebox save", who.Enterprise, who.Team, who.User, string(state)} {
		mac.Write([]byte(part)) //nolint:errcheck // a hash takes everything
		mac.Write([]byte{0})    //nolint:errcheck // a hash takes everything
	}
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
