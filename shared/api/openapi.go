package api

func (a *API) documentOperations() []Operation { return nil }
