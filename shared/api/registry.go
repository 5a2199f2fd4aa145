package api

import "slices"

// registry is every operation there is. Each group stands beside what it does.
func (a *API) registry() []Operation {
	return slices.Concat(
		a.signupOperations(),
		a.sessionOperations(),
		a.passwordOperations(),
		a.meOperations(),
		a.connectionsOperations(),
		a.uploadsOperations(),
		a.addphotoOperations(),
		a.galleriesOperations(),
		a.membersOperations(),
		a.invitationsOperations(),
		a.sharesOperations(),
		a.photosOperations(),
		a.similarOperations(),
		a.searchOperations(),
		a.albumsOperations(),
		a.albumsEditOperations(),
		a.usageOperations(),
		a.documentOperations(),
	)
}
