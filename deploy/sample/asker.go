package sample

import (
	"shoebox/deploy/env"
	"shoebox/shared/account"
	"shoebox/shared/gallery"
)

// Gallery is the one gallery of the album.
const Gallery gallery.ID = env.Gallery

// Who asks for photos of the album: so the simulators say, and the sample events.
const (
	AlexaUser = "amzn1.ask.account.SIMULATOR"
	SlackUser = "U0SIMULATOR"
	SlackTeam = "T0SHOEBOX"
)

// Asker is who asks, by Alexa and by Slack: the owner of the gallery.
func Asker() account.Person {
	return account.Person{
		Actor: account.Actor{User: "local", Membership: gallery.Membership{Gallery: Gallery, Role: gallery.Owner}},
		Identities: []account.Identity{
			{Channel: account.Alexa, User: AlexaUser},
			{Channel: account.Slack, User: SlackUser, Team: SlackTeam},
		},
	}
}
