package slackbot

import (
	"net/url"
	"time"

	"shoebox/bots/slackbot/install"
	"shoebox/intents"
	"shoebox/shared/fault"
)

// decodeCommand reads the form of a slash command.
//
// slack-go's parser gives a zero command without an error for a form it can't
// read; here what is needed must be there.
func (b *Bot) decodeCommand(body []byte, at time.Time) (call, error) {
	const op = "slackbot.decodeCommand"
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return call{}, fault.New(op, fault.Invalid, "not a form")
	}
	if !b.ours(form.Get("api_app_id")) {
		return call{}, fault.New(op, fault.Denied, "another app's command")
	}
	c := call{
		Team:       form.Get("team_id"),
		Enterprise: form.Get("enterprise_id"),
		User:       form.Get("user_id"),
		Channel:    form.Get("channel_id"),
		URL:        form.Get("response_url"),
		Received:   at,
		Utterance:  plainWords(form.Get("text")),
		Name:       form.Get("user_name"),
		Domain:     form.Get("team_domain"),
	}
	c.Installed = install.Workspace{Enterprise: c.Enterprise, Team: c.Team, OrgWide: form.Get("is_enterprise_install") == "true"}
	switch {
	case form.Get("command") == "":
		return call{}, fault.New(op, fault.Invalid, "no command")
	case c.User == "" || c.Team == "" && c.Enterprise == "":
		return call{}, fault.New(op, fault.Invalid, "nobody who asks")
	case !goodResponseURL(c.URL):
		return call{}, fault.New(op, fault.Invalid, "not a response_url of Slack")
	}
	// A trigger id is made for one use of the command.
	c.ID = "command." + fingerprint(c.Team, c.User, form.Get("trigger_id"), c.URL)
	if c.Utterance == "" {
		c.Intent = intents.Latest
	}
	return c, nil
}

// isSSLCheck reports whether a form is Slack's check of our certificate, which is
// not signed and wants nothing but a 200.
func isSSLCheck(form url.Values) bool {
	return form.Get("ssl_check") == "1" && !form.Has("command")
}

// maxSSLCheck bounds the forms that are looked at without a signature, in bytes.
const maxSSLCheck = 1024
