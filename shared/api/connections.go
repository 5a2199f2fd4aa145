package api

import (
	"context"
	"net/http"

	"shoebox/shared/account"
	"shoebox/shared/fault"
)

// Connection is who wants to be joined to a person by a code: a Slack user, say.
type Connection struct {
	Channel account.Channel `json:"channel" schema:"enum=alexa|slack"`
	Team    string          `json:"team" doc:"The Slack workspace's id; empty elsewhere."`
	User    string          `json:"user" doc:"The Slack user's id; empty elsewhere."`
	// What Slack calls them, by which people know whether that is them.
	TeamName string `json:"team_name,omitempty" doc:"What the workspace is called in its address; missing where it is not known."`
	UserName string `json:"user_name,omitempty" doc:"What the user is called there; missing where it is not known."`
}

func (a *API) connectionsOperations() []Operation {
	const path = "/api/connections/{code}"
	return []Operation{
		Does(Operation{
			ID: "getconnection", Service: ServiceMe, Method: http.MethodGet, Path: path, Auth: Person,
			Summary: "Say who wants to be joined to the person by a code.",
			Limits:  []Limit{{ByPerson, 50, quarter}}, Errors: []Code{NotFound},
		}, a.getConnection),
		Does(Operation{
			ID: "connect", Service: ServiceMe, Method: http.MethodPost, Path: path, Auth: Person,
			Summary: "Join who a code was told to, as a Slack user, to the person. It uses the code up.",
			Limits:  []Limit{{ByPerson, 50, quarter}}, Errors: []Code{NotFound, Conflict, TooLarge},
		}, a.connect),
	}
}

func (a *API) getConnection(ctx context.Context, c *Call, _ None) (Connection, error) {
	who, err := a.People.Pending(ctx, c.Path("code"))
	if err != nil {
		return Connection{}, overConnection(err)
	}
	l := linkOf(account.Link{Identity: who})
	return Connection{Channel: l.Channel, Team: l.Team, User: l.User, TeamName: who.TeamName, UserName: who.Name}, nil
}

func (a *API) connect(ctx context.Context, c *Call, _ None) (None, error) {
	_, err := a.People.Finish(ctx, c.Path("code"), c.User.ID)
	switch {
	case fault.Is(err, fault.Conflict):
		return None{}, Refuse(Conflict, "That Slack user is joined to another account. Please type /photos disconnect in Slack, and then connect again.", err)
	case fault.Is(err, fault.TooLarge):
		return None{}, Refuse(TooLarge, "Fifty are joined to your account already. Please take one away first.", err)
	}
	return None{}, overConnection(err)
}

// overConnection says of a code that is not there how to get another.
func overConnection(err error) error {
	if fault.Is(err, fault.NotFound) {
		return Refuse(NotFound, "That link was used, or its ten minutes are over. Please type /photos connect in Slack again.", err)
	}
	return err
}
