package main

import (
	"net/http"
	"net/url"

	"shoebox/deploy/web"
	"shoebox/shared/api"
)

// api are the services as the Lambda functions serve them, all in one.
func (b *opened) api(address string) *api.API {
	return api.New(api.Config{
		Galleries: b.Galleries, People: b.People, Verify: b.accounts.page.Verify, Table: b.Table, Links: b.Links,
		Issuer: b.accounts, Blobs: b.Blobs, Understander: b.Router().Understander(), PublicURL: address,
		Keys: b.AnswerKeys, Log: b.Log, Now: b.Now,
	})
}

// app is the gallery. Whoever opens it on this machine sees the folder's photos at once.
func (b *opened) app(address string) http.Handler {
	origins := []string{origin(address)} // of links to pictures, and of uploads
	return web.Handler(web.Config{
		Pictures: origins, Uploads: origins,
		Demo: true, Mail: mailPath, Try: tryPath + "/", Credits: credits(),
	})
}

// origin is scheme, host and port of an address.
func origin(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Scheme + "://" + u.Host
}
