package main

import (
	"net/http"

	"shoebox/deploy/sample"
	"shoebox/deploy/simulator"
	"shoebox/intents"
	"shoebox/shared/account/issuer/house"
	"shoebox/skills/alexa/alexasim"
)

// simulators are the page on which the channels are tried. They ask the very endpoints
// that are served beside it.
func (b *opened) simulators(ch *channels, authority *alexasim.Authority, skill http.Handler) http.Handler {
	return simulator.New(simulator.Config{
		Echo: simulator.Echo{
			Endpoint: skill, Path: "/alexa", Sign: authority.Sign,
			Device: func(screen, token string) *alexasim.Device { return b.device(screen, token, ch.amazon) },
		},
		Linking:   b.linking(),
		Workspace: ch.workspace,
		Tries:     tries(),
		Credits:   credits(),
		Now:       b.Now,
		Log:       b.Log,
	})
}

// linking is how the simulated skill is linked to an account of this machine, where that
// may be: not at an address that is neither this machine's own nor https.
func (b *opened) linking() simulator.Linking {
	if len(b.accounts.Clients) == 0 {
		return simulator.Linking{}
	}
	client := b.accounts.Clients[0]
	return simulator.Linking{
		Client: client.ID, Redirect: client.Redirects[0],
		Authorize: house.AuthorizePath, Endpoint: b.accounts.Handler(), Path: house.TokenPath,
	}
}

// device is a new Alexa device with the folder's skill on it.
func (b *opened) device(screen, token string, amazon *alexasim.Service) *alexasim.Device {
	return alexasim.New(alexasim.Config{
		SkillID: simulatedSkill, UserID: sample.AlexaUser, Token: token, DeviceID: simulatedDevice, Screen: screen, Now: b.Now, Service: amazon,
	})
}

// tries are things to ask for, of the catalogue.
func tries() []string {
	var examples []string
	for _, name := range []intents.Name{intents.Find, intents.Latest, intents.OnThisDay, intents.Random, intents.Count, intents.Overview} {
		if in, ok := intents.Lookup(name); ok {
			examples = append(examples, in.Example)
		}
	}
	return examples
}
