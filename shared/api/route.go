package api

import (
	"net/http"
	"path"
	"slices"
)

// routes are the operations of a handler by their paths.
type routes struct {
	mux   *http.ServeMux                   // matches paths, and answers nothing
	paths map[string]map[string]*Operation // path -> method -> operation
}

func newRoutes(operations []Operation) *routes {
	r := &routes{http.NewServeMux(), map[string]map[string]*Operation{}}
	matched := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	for i, o := range operations {
		if r.paths[o.Path] == nil {
			r.paths[o.Path] = map[string]*Operation{}
			r.mux.Handle(o.Path, matched)
		}
		if r.paths[o.Path][o.Method] != nil {
			panic("api: two operations for " + o.Method + " " + o.Path)
		}
		r.paths[o.Path][o.Method] = &operations[i]
	}
	return r
}

// find gives the operation a request is for, and has the request know the parts of
// its path. A HEAD is for what GET is for. Where there is none it gives the methods
// that the path has, if any.
func (rt *routes) find(r *http.Request) (*Operation, []string) {
	if path.Clean(r.URL.Path) != r.URL.Path {
		return nil, nil // the mux would redirect
	}
	rt.mux.ServeHTTP(unheard{}, r)
	methods := rt.paths[r.Pattern]
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	if o := methods[method]; o != nil {
		return o, nil
	}
	return nil, allowed(methods)
}

func allowed(methods map[string]*Operation) []string {
	var names []string
	for m := range methods {
		names = append(names, m)
		if m == http.MethodGet {
			names = append(names, http.MethodHead)
		}
	}
	slices.Sort(names)
	return names
}

// unheard is where a mux answers that is only to match.
type unheard struct{}

func (unheard) Header() http.Header         { return http.Header{} }
func (unheard) WriteHeader(int)             {}
func (unheard) Write(p []byte) (int, error) { return len(p), nil }
