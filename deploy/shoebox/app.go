package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"shoebox/deploy/sample"
	"shoebox/deploy/web"
	"shoebox/shared/api"
	"shoebox/shared/gallery"
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
func (b *opened) app(ctx context.Context, address string) http.Handler {
	origins := []string{origin(address)} // of links to pictures, and of uploads
	return web.Handler(web.Config{
		Pictures: origins, Uploads: origins,
		Demo: true, Sample: b.sampled(ctx), Mail: mailPath, Try: tryPath + "/", Credits: credits(),
	})
}

// sampled reports whether the folder's gallery holds the sample album, by its first photo.
func (b *opened) sampled(ctx context.Context) bool {
	var first struct{ ID gallery.PhotoID }
	if err := json.NewDecoder(sample.Records()).Decode(&first); err != nil {
		return false
	}
	_, err := b.gallery().Photo(ctx, first.ID)
	return err == nil
}

// origin is scheme, host and port of an address.
func origin(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Scheme + "://" + u.Host
}
