package telemetry

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
)

// Panic logs a panic that was recovered, from within the deferred function: its type
// and the stack, which tell enough. Its value may hold what was said.
func Panic(ctx context.Context, log *slog.Logger, value any) {
	log.ErrorContext(ctx, "panic", slog.String("type", fmt.Sprintf("%T", value)), slog.String("stack", string(debug.Stack())))
}
