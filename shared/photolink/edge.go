package photolink

import "net/http"

// edgeHeader is what a cache that stands before a Handler for everybody, and keeps
// pictures by their paths, adds to its requests: X-Shoebox-Deliver: whole. It gets
// the picture itself, for there is nothing to keep of a redirect, and leave to keep
// it for as long as the link is good. Whoever else sends it gains nothing by it: the
// link must be good all the same.
const edgeHeader = "X-Shoebox-Deliver"

// fromEdge reports whether a request comes from such a cache.
func fromEdge(r *http.Request) bool { return r.Header.Get(edgeHeader) == "whole" }
