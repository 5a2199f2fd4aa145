package alexa

import (
	"context"
	"encoding/json"
	"log/slog"
	"regexp"
	"strings"
	"sync"

	"shoebox/shared/account"
	"shoebox/shared/fault"
)

// skillDisabled is the event of a user who does not want the skill any more.
const skillDisabled = "AlexaSkillEvent.SkillDisabled"

// trouble is what an event says went wrong, in the forms the event types have.
type trouble struct {
	Reason string `json:"reason"`
	Error  struct {
		Type    string `json:"type"`
		Message string `json:"message"`
	} `json:"error"`
	Cause struct {
		RequestID string `json:"requestId"`
	} `json:"cause"`
	Errors []struct {
		Type   string `json:"type"`
		Reason string `json:"reason"`
	} `json:"errors"`
}

// note logs an event that wants no answer: a session's end with its error, an
// exception, a document that did not run, a skill event, or a type nobody knew
// when this was written.
func (s *Skill) note(ctx context.Context, e *envelope) {
	var what trouble
	_ = json.Unmarshal(e.Request, &what) // an unknown shape leaves out the details, and is no error (R1)
	log := s.log.With(slog.String("type", e.header.Type))
	switch e.header.Type {
	case exception:
		log.WarnContext(ctx, "alexa refused a response", "error", what.Error.Type, "message", unquoted(what.Error.Message), "cause", what.Cause.RequestID)
	case aplError:
		reasons := make([]string, 0, len(what.Errors))
		for _, one := range what.Errors {
			reasons = append(reasons, one.Type+" "+one.Reason)
		}
		log.WarnContext(ctx, "alexa could not run a document", "errors", strings.Join(reasons, "; "))
	case sessionEnded:
		if what.Error.Type != "" {
			log.WarnContext(ctx, "alexa ended a session", "reason", what.Reason, "error", what.Error.Type, "message", unquoted(what.Error.Message))
			return
		}
		log.InfoContext(ctx, "session ended", "reason", what.Reason)
	default:
		log.InfoContext(ctx, "event")
	}
}

// maxMessage is how much of a message is logged, in bytes.
const maxMessage = 300

var quoted = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?s)<.*>|"[^"]*"?|'[^']*'`)
})

// unquoted is a message of Alexa's without what it quotes of our answers, which may
// be people's words.
func unquoted(message string) string {
	message = quoted().ReplaceAllString(message, "…")
	return strings.ToValidUTF8(message[:min(len(message), maxMessage)], "")
}

// forget removes the link of a user who disabled the skill. If they enable it again,
// Alexa gives them another id, so an event that comes late removes nothing new.
func (s *Skill) forget(ctx context.Context, e *envelope) error {
	user, _ := e.user()
	if s.unlinks == nil || user == "" {
		return nil
	}
	return fault.Wrap("alexa.forget", s.unlinks.Unlink(ctx, account.Identity{Channel: account.Alexa, User: user}))
}
