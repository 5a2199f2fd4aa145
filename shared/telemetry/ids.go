package telemetry

import (
	"context"
	"log/slog"
	"strings"

	"github.com/aws/aws-lambda-go/lambdacontext"
)

// IDs tell which request a line is about.
type IDs struct {
	// Channel is who asked us: alexa, slack or web.
	Channel string
	// Surface is the part of a channel, where it has several: slackhome. "" is
	// the channel itself.
	Surface string
	// Request is the channel's own id of the request.
	Request string
}

type idsKey struct{}

// WithIDs gives a context whose lines hold the ids, in place of those it had.
func WithIDs(ctx context.Context, ids IDs) context.Context {
	return context.WithValue(ctx, idsKey{}, ids)
}

// maxIDs is how many attributes appendIDs adds at most.
const maxIDs = 5

// appendIDs adds the ids of a context: those of WithIDs, the id of the Lambda
// invocation, and that of the trace in X-Ray it belongs to.
func appendIDs(ctx context.Context, attrs []slog.Attr) []slog.Attr {
	if ids, ok := ctx.Value(idsKey{}).(IDs); ok {
		attrs = appendSome(attrs, "channel", ids.Channel)
		attrs = appendSome(attrs, "surface", ids.Surface)
		attrs = appendSome(attrs, "id", ids.Request)
	}
	if lc, ok := lambdacontext.FromContext(ctx); ok {
		attrs = appendSome(attrs, "aws_request_id", lc.AwsRequestID)
		attrs = appendSome(attrs, "trace_id", traceID(ctx))
	}
	return attrs
}

func appendSome(attrs []slog.Attr, key, value string) []slog.Attr {
	if value == "" {
		return attrs
	}
	return append(attrs, slog.String(key, value))
}

// traceID is the id of the trace an invocation belongs to, "1-…": the root of what
// Lambda hands over, as "Root=1-…;Parent=…;Sampled=1". "" is none.
func traceID(ctx context.Context) string {
	header, _ := ctx.Value("x-amzn-trace-id").(string) // aws-lambda-go has no other name for it
	for field := range strings.SplitSeq(header, ";") {
		if root, ok := strings.CutPrefix(strings.TrimSpace(field), "Root="); ok {
			return root
		}
	}
	return ""
}
