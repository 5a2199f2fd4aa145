package api

func (a *API) albumsOperations() []Operation { return nil }
