package export

import (
	"context"
	"fmt"

	"shoebox/shared/ingest"
)

// left gives the sidecars that were not applied, with the reason, and counts what is
// none. Those beside files that were named alone are nobody's business.
func (s *sidecars) left(ctx context.Context, passed map[string]int) []ingest.Item {
	if s.unread {
		return nil
	}
	var all []ingest.Item
	for _, one := range s.all {
		switch {
		case ctx.Err() != nil:
			return all
		case s.only != nil && !s.only[one.name]:
		case one.bad != nil:
			all = append(all, one.item(ingest.Record{}, one.bad))
		case one.claimed:
		default:
			if why := one.orphaned(); why != "" {
				all = append(all, one.skipped(why))
			} else {
				passed[otherFiles]++
			}
		}
	}
	return all
}

// orphaned says that a sidecar's picture is missing; "" where it is no sidecar.
func (s *sidecar) orphaned() string {
	const missing = "the picture that it is about is not beside it"
	if s.kind == kindXMP {
		return missing
	}
	data, err := s.part.read(s.path)
	if err != nil {
		return ""
	}
	if s.kind == kindYAML {
		if p, ok := readPhotoPrism(data); ok && p["UID"] != "" {
			return missing
		}
		return ""
	}
	if t, ok := readTakeout(data); ok && t.isPhoto() {
		return fmt.Sprintf("the picture that it is about, %s, is not beside it", quoted(t.Title))
	}
	return ""
}
