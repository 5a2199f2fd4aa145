package sample

import (
	"context"
	"fmt"

	"shoebox/shared/fault"
	"shoebox/shared/ingest"
)

// Into puts the album into a gallery, with its pictures. Where it was stopped it is
// called again, and goes on. Errors are the ingester's.
func Into(ctx context.Context, in *ingest.Ingester) error {
	const op = "sample.Into"
	report, err := in.Records(ctx, Records(), Files(), nil)
	if err == nil && len(report.Skipped) > 0 {
		first := report.Skipped[0]
		err = fault.New(op, fault.Internal, fmt.Sprintf("line %d: %s", first.Line, first.Reason))
	}
	return fault.Wrap(op, err)
}
