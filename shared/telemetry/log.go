package telemetry

import (
	"context"
	"io"
	"log/slog"
	"strings"

	"github.com/aws/aws-lambda-go/lambdacontext"
)

// Redacted stands in a log where a value was kept out.
const Redacted = "[redacted]"

// NewLogger makes a logger that writes JSON lines to w. A context of a Lambda
// invocation adds its id as aws_request_id.
func NewLogger(w io.Writer, level slog.Leveler) *slog.Logger {
	return slog.New(requestIDs{slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level, ReplaceAttr: guard})})
}

// guarded are the names of attributes that are never written: the second line of
// defence, after not logging them at all.
var guarded = [...]string{
	"token", "secret", "signature", "authorization", "cookie", "password", "apikey",
	"utterance", "speech", "words", "text", "body", "payload", "responseurl", "state", "cursor",
}

// guard keeps the value out of an attribute whose name ends in a guarded word:
// "accessToken", "slack_signing_secret", "response_url".
func guard(_ []string, a slog.Attr) slog.Attr {
	name := strings.ToLower(strings.NewReplacer("_", "", "-", "", ".", "").Replace(a.Key))
	for _, word := range guarded {
		if strings.HasSuffix(name, word) {
			return slog.String(a.Key, Redacted)
		}
	}
	return a
}

// requestIDs adds the id of the Lambda invocation to each line.
type requestIDs struct{ slog.Handler }

func (h requestIDs) Handle(ctx context.Context, r slog.Record) error {
	if lc, ok := lambdacontext.FromContext(ctx); ok && lc.AwsRequestID != "" {
		r.AddAttrs(slog.String("aws_request_id", lc.AwsRequestID))
	}
	return h.Handler.Handle(ctx, r)
}

func (h requestIDs) WithAttrs(attrs []slog.Attr) slog.Handler {
	return requestIDs{h.Handler.WithAttrs(attrs)}
}

func (h requestIDs) WithGroup(name string) slog.Handler { return requestIDs{h.Handler.WithGroup(name)} }
