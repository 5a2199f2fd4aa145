package api

import (
	"context"
	"net/http"
)

// Usage is how much there is in a gallery, and may be.
type Usage struct {
	Photos  int   `json:"photos" doc:"But for the trash."`
	Trashed int   `json:"trashed"`
	Bytes   int64 `json:"bytes" doc:"Of the originals, those in the trash too."`
	Quota   int64 `json:"quota" doc:"How many bytes there may be: beyond it nothing is added."`
}

func (a *API) usageOperations() []Operation {
	return []Operation{
		Does(Operation{
			ID: "getusage", Service: ServiceGetPhotos, Method: http.MethodGet, Path: "/api/usage",
			Summary: "Tell how much there is in a gallery, and how much there may be.",
		}, func(ctx context.Context, c *Call, _ None) (Usage, error) {
			u, err := c.Gallery.Usage(ctx)
			return Usage{u.Photos, u.Trashed, u.Bytes, u.Quota}, err
		}),
	}
}
