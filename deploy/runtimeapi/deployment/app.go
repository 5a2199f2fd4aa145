package deployment

import (
	"net/http"
	"strings"

	"shoebox/deploy/env"
)

// App is the address of the page and its services: each request goes to the function
// whose route the template says it is. Pictures are at /i/ of it.
func (d *Deployment) App() http.Handler {
	mux := http.NewServeMux()
	for _, name := range Names() {
		for _, event := range d.template.of(env.Function(name)).Events {
			if p := event.Properties; p.API == "AppApi" {
				mux.Handle(pattern(p.Method, p.Path), Gateway(d.Functions[name].Invoke))
			}
		}
	}
	mux.Handle("/i/{token}", d.Images())
	return mux
}

// pattern is a route of API Gateway as http.ServeMux has it.
func pattern(method, path string) string {
	switch {
	case path == "" || path == "$default":
		return "/"
	case method == "ANY" || method == "":
		method = ""
	default:
		method += " "
	}
	return method + strings.ReplaceAll(path, "+}", "...}")
}
