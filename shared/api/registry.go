package api

import "slices"

// registry is every operation there is. Each group stands beside what it does.
func (a *API) registry() []Operation {
	return slices.Concat(
		a.photosOperations(),
		a.searchOperations(),
		a.albumsOperations(),
		a.documentOperations(),
	)
}
