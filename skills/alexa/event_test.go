package alexa_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/account"
	"shoebox/shared/telemetry"
	"shoebox/skills/alexa"
)

// register remembers who was forgotten.
type register struct {
	forgot []account.Identity
	err    error
}

func (r *register) Unlink(_ context.Context, who account.Identity) error {
	r.forgot = append(r.forgot, who)
	return r.err
}

func event(kind, body string) string {
	return envelope(`{"type":"`+kind+`","requestId":"r1","timestamp":"2024-11-24T12:00:00Z",`+body+`}`, "", "")
}

func TestR4ASkillThatIsDisabledForgetsWhoseItsUserWas(t *testing.T) {
	ours := []account.Identity{{Channel: account.Alexa, User: "u"}}
	withoutSession := `{"context":{"System":{"application":{"applicationId":"` + skillID + `"},"user":{"userId":"u"}}},"request":{"type":"AlexaSkillEvent.SkillDisabled","requestId":"r"}}`
	tests := []struct {
		name, raw string
		want      []account.Identity
	}{
		{"disabled", event("AlexaSkillEvent.SkillDisabled", `"body":{"userInformationPersistenceStatus":"NOT_PERSISTED"}`), ours},
		{"disabled, without a session, as it is sent", withoutSession, ours},
		{"disabled by nobody", strings.Replace(withoutSession, `"userId":"u"`, `"userId":""`, 1), nil},
		{"enabled", event("AlexaSkillEvent.SkillEnabled", `"body":{}`), nil},
		{"linked", event("AlexaSkillEvent.SkillAccountLinked", `"body":{"accessToken":"secret"}`), nil},
		{"permissions changed", event("AlexaSkillEvent.SkillPermissionChanged", `"body":{"acceptedPermissions":[{"scope":"s"}]}`), nil},
		{"a session that ended", event("SessionEndedRequest", `"reason":"USER_INITIATED"`), nil},
		{"one who merely talks", envelope(launch, "", ""), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			people := &register{}
			s := alexa.New(alexa.Config{Skills: []string{skillID}, Links: testLinks(), Now: clock, Unlinker: people}, &listener{reply: found(1)})
			if _, err := s.Serve(t.Context(), json.RawMessage(tt.raw)); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(people.forgot, tt.want); diff != "" {
				t.Errorf("forgot (-got +want):\n%s", diff)
			}
		})
	}
}

func TestR4AnEventThatCouldNotBeDoneIsAnErrorSoThatItIsSentAgain(t *testing.T) {
	s := alexa.New(alexa.Config{Skills: []string{skillID}, Links: testLinks(), Now: clock, Unlinker: &register{err: errors.New("broken")}}, &listener{})
	if _, err := s.Serve(t.Context(), json.RawMessage(event("AlexaSkillEvent.SkillDisabled", `"body":{}`))); err == nil {
		t.Error("the event is done, and the link is still there")
	}
}

func TestP6TroubleIsLoggedByItsKindAndWithoutWhatPeopleSaid(t *testing.T) {
	tests := []struct{ kind, body, want string }{
		{"System.ExceptionEncountered", `"error":{"type":"INVALID_RESPONSE","message":"Speech \"photos of Anna\" is <speak>photos of Anna</speak> and not 'photos of Anna'"},"cause":{"requestId":"r0"}`, `{"level":"WARN","msg":"alexa refused a response","type":"System.ExceptionEncountered","error":"INVALID_RESPONSE","message":"Speech … is … and not …","cause":"r0","channel":"alexa","id":"r1"}`},
		{"SessionEndedRequest", `"reason":"ERROR","error":{"type":"ENDPOINT_TIMEOUT","message":"No answer in time"}`, `{"level":"WARN","msg":"alexa ended a session","type":"SessionEndedRequest","reason":"ERROR","error":"ENDPOINT_TIMEOUT","message":"No answer in time","channel":"alexa","id":"r1"}`},
		{"SessionEndedRequest", `"reason":"EXCEEDED_MAX_REPROMPTS"`, `{"level":"INFO","msg":"session ended","type":"SessionEndedRequest","reason":"EXCEEDED_MAX_REPROMPTS","channel":"alexa","id":"r1"}`},
		{"Alexa.Presentation.APL.RuntimeError", `"token":"grid:Anna","errors":[{"type":"LIST_ERROR","reason":"INVALID_OPERATION","message":"photos of Anna"}]`, `{"level":"WARN","msg":"alexa could not run a document","type":"Alexa.Presentation.APL.RuntimeError","errors":"LIST_ERROR INVALID_OPERATION","channel":"alexa","id":"r1"}`},
		{"AlexaSkillEvent.SkillAccountLinked", `"body":{"accessToken":"secret of Anna"}`, `{"level":"INFO","msg":"event","type":"AlexaSkillEvent.SkillAccountLinked","channel":"alexa","id":"r1"}`},
		{"AlexaSkillEvent.SkillPermissionChanged", `"body":{"acceptedPermissions":[{"scope":"of Anna"}]}`, `{"level":"INFO","msg":"event","type":"AlexaSkillEvent.SkillPermissionChanged","channel":"alexa","id":"r1"}`},
		{"AlexaSkillEvent.SkillDisabled", `"body":{"userInformationPersistenceStatus":"NOT_PERSISTED"}`, `{"level":"INFO","msg":"event","type":"AlexaSkillEvent.SkillDisabled","channel":"alexa","id":"r1"}`},
	}
	for _, tt := range tests {
		t.Run(tt.kind, func(t *testing.T) {
			var log bytes.Buffer
			lines := telemetry.NewLogger(&log, slog.LevelInfo)
			s := alexa.New(alexa.Config{Skills: []string{skillID}, Links: testLinks(), Now: clock, Log: lines}, &listener{})
			b, err := s.Serve(t.Context(), json.RawMessage(event(tt.kind, tt.body)))
			if err != nil || string(b) != `{"version":"1.0","response":{}}` {
				t.Errorf("answer %s, %v, want an empty one", b, err)
			}
			if _, got, _ := strings.Cut(strings.TrimSpace(log.String()), ","); "{"+got != tt.want {
				t.Errorf("log %s\nwant %s behind the time", log.String(), tt.want)
			}
		})
	}
}
