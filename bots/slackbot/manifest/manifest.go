package manifest

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/slack-go/slack"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
)

// App is what the manifest cannot know by itself.
type App struct {
	// URL is scheme and host of the endpoints ("https://x.example"), with a path
	// if need be.
	URL string
	// Photos is the same for links to photos; "" is URL.
	Photos string
	// Tokens says that workspaces install the app and give it tokens. Without
	// them it answers commands and clicks, and nothing else is asked for.
	Tokens bool
	// Files says that workspaces may keep the pictures they are shown.
	Files bool
}

// New gives the app's manifest in YAML: what an installation may do and where
// Slack finds us, made of the catalogue and of what is handled, so that it names
// nothing else.
func New(app App) ([]byte, error) {
	const op = "manifest.New"
	if app.Photos == "" {
		app.Photos = app.URL
	}
	for _, base := range []*string{&app.URL, &app.Photos} {
		u, err := url.Parse(*base)
		if err != nil || u.Scheme != "https" || u.Hostname() == "" {
			return nil, fault.New(op, fault.Invalid, "base is no https URL")
		}
		*base = strings.TrimSuffix(*base, "/")
	}
	var out bytes.Buffer
	out.WriteString("# Made by \"shoebox generate\" from the catalogue of intents and what handles Slack's\n# events and interactions. Do not edit.\n")
	if err := yaml.NewEncoder(&out).Encode(app.manifest()); err != nil {
		return nil, fault.Wrap(op, err)
	}
	return out.Bytes(), nil
}

func (app App) manifest() slack.Manifest {
	m := slack.Manifest{
		Metadata: slack.ManifestMetadata{MajorVersion: 2, MinorVersion: 1},
		Display: slack.Display{
			Name:            "Shoebox",
			Description:     "Ask for photos in plain words, and share the ones you like.",
			LongDescription: app.longDescription(),
			BackgroundColor: "#7a4b2a",
		},
		Features: slack.Features{
			BotUser: slack.BotUser{DisplayName: "shoebox"}, // small letters, digits and -_. alone
			SlashCommands: []slack.ManifestSlashCommand{{
				Command: slackbot.Command, Url: app.URL + slackbot.PathCommands, ShouldEscape: true,
				Description: "Find photos; only you see them until you press Send",
				UsageHint:   app.usageHint(),
			}},
			Shortcuts: app.shortcuts(),
		},
		OAuthConfig: slack.OAuthConfig{Scopes: slack.OAuthScopes{Bot: []string{"commands"}}},
		Settings: slack.Settings{
			Interactivity: &slack.Interactivity{IsEnabled: true, RequestUrl: app.URL + slackbot.PathInteractions},
		},
	}
	if !app.Tokens {
		return m
	}
	m.OAuthConfig.Scopes.Bot = app.scopes()
	m.OAuthConfig.RedirectUrls = []string{app.URL + install.PathCallback}
	m.Settings.OrgDeployEnabled = true
	m.Settings.TokenRotationEnabled = true
	app.events(&m)
	if slices.ContainsFunc(app.interactions(), func(h slackbot.InteractionHandler) bool { return h.Type == "block_suggestion" }) {
		m.Settings.Interactivity.MessageMenuOptionsUrl = app.URL + slackbot.PathInteractions
	}
	return m
}

// scopes are what the handlers need, each once.
func (app App) scopes() []string {
	scopes := slackbot.Scopes()
	if app.Files {
		scopes = append(scopes, slackbot.FileScopes()...)
	}
	slices.Sort(scopes)
	return slices.Compact(scopes)
}

// events subscribes to what is handled, and enables what the events come from.
func (app App) events(m *slack.Manifest) {
	var subscribed []string
	for _, h := range slackbot.Events() {
		if names := h.Subscriptions; len(names) > 0 {
			subscribed = append(subscribed, names...)
			continue
		}
		subscribed = append(subscribed, h.Type)
	}
	slices.Sort(subscribed)
	subscribed = slices.Compact(subscribed)
	if len(subscribed) == 0 {
		return
	}
	m.Settings.EventSubscriptions = &slack.EventSubscriptions{RequestUrl: app.URL + slackbot.PathEvents, BotEvents: subscribed}
	m.Features.AppHome.HomeTabEnabled = slices.Contains(subscribed, "app_home_opened")
	m.Features.AppHome.MessagesTabEnabled = slices.Contains(subscribed, "message.im")
	if u, err := url.Parse(app.Photos); err == nil && slices.Contains(subscribed, "link_shared") {
		m.Features.UnfurlDomains = []string{u.Hostname()}
	}
}

// interactions are those that are handled.
func (app App) interactions() []slackbot.InteractionHandler {
	return slices.DeleteFunc(slackbot.Interactions(), func(h slackbot.InteractionHandler) bool { return h.Token && !app.Tokens })
}

// shortcuts are the entries of Slack's menus.
func (app App) shortcuts() []slack.Shortcut {
	types := map[string]slack.ShortcutType{"shortcut": slack.GlobalShortcut, "message_action": slack.MessageShortcut}
	var all []slack.Shortcut
	for _, h := range app.interactions() {
		if kind, ok := types[h.Type]; ok && h.Shortcut != nil {
			all = append(all, slack.Shortcut{Name: h.Shortcut.Name, CallbackID: h.ID, Description: h.Shortcut.Description, Type: kind})
		}
	}
	return all
}
