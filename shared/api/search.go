package api

func (a *API) searchOperations() []Operation { return nil }
