package telemetry_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"testing"

	"github.com/aws/aws-lambda-go/lambdacontext"
	"github.com/google/go-cmp/cmp"

	"shoebox/shared/telemetry"
)

func TestALineHoldsWhatMayBeHeldAndNothingElse(t *testing.T) {
	var out bytes.Buffer
	log := telemetry.NewLogger(&out, slog.LevelInfo).With("channel", "slack", "access_token", "xoxb-1")
	ctx := lambdacontext.NewContext(context.Background(), &lambdacontext.LambdaContext{AwsRequestID: "c0ffee"})
	log.DebugContext(ctx, "not on this level")
	log.InfoContext(ctx, "request", "intent", "find", "photos", 3,
		"utterance", "my secret garden", "X-Slack-Signature", "v0=1", "response_url", "https://hooks.slack.com/x",
		slog.Group("session", "State", "sealed", "new", true))

	var got map[string]any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatalf("not one line of JSON: %v in %s", err, out.Bytes())
	}
	delete(got, "time")
	want := map[string]any{
		"level": "INFO", "msg": "request", "channel": "slack", "access_token": telemetry.Redacted,
		"intent": "find", "photos": 3.0, "utterance": telemetry.Redacted, "X-Slack-Signature": telemetry.Redacted,
		"response_url": telemetry.Redacted, "session": map[string]any{"State": telemetry.Redacted, "new": true},
		"aws_request_id": "c0ffee",
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}
