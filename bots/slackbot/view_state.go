package slackbot

import "encoding/json"

// viewState is what a view of ours carries in its private_metadata. It can be seen
// and sent by anybody: State is sealed by intents.
type viewState struct {
	Version int    `json:"v"`
	State   string `json:"s,omitempty"`
}

// viewVersion is the shape of viewState. Another one is as none.
const viewVersion = 1

// keep writes it.
func keep(s viewState) string {
	s.Version = viewVersion
	raw, err := encode(s)
	if err != nil {
		return ""
	}
	return string(raw)
}

// kept reads it. What can't be read, or is of another version, is empty.
func kept(metadata string) viewState {
	var s viewState
	if json.Unmarshal([]byte(metadata), &s) != nil || s.Version != viewVersion {
		return viewState{}
	}
	return s
}
