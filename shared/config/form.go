package config

import "strings"

// The forms below are read by hand: a pattern would be compiled at every start.

const (
	digits  = "0123456789"
	letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)

// made reports whether a text is of one to so many characters, all of them of those.
func made(text string, most int, of string) bool {
	return text != "" && len(text) <= most && strings.Trim(text, of) == ""
}

// clientID reports whether an app's client id is as Slack writes one.
func clientID(text string) bool {
	app, number, _ := strings.Cut(text, ".")
	return made(app, 20, digits) && made(number, 20, digits)
}

// namespace reports whether a name is one for metrics of CloudWatch. Those that
// begin with AWS/ are its own.
func namespace(text string) bool { return made(text, 255, letters+digits+"._/#-") }
