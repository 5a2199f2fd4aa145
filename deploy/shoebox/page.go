package main

import (
	"net/http"

	"shoebox/skills/alexa/alexasim"
)

func (b *opened) page(ch *channels, authority *alexasim.Authority, skill http.Handler) http.Handler {
	return http.NotFoundHandler()
}
