// Package api is Shoebox's HTTP API: its operations, each in one of the services that
// Lambda functions serve, and the frame that all of them stand in.
//
// An [Operation] is a value. Routing, the OpenAPI document (/openapi.json), the checks
// of what comes in, rate limits and the tests that attack every route are made of it.
// [API.Handler] serves the operations of some services; package gateway has a Lambda
// function answer with it.
//
// # How an operation is written
//
// The smallest one:
//
//	Does(Operation{
//		ID: "passwordrules", Service: ServiceSignUp, Method: http.MethodGet, Path: "/api/password/rules",
//		Auth: Open, Summary: "Tell what a password must be.",
//	}, func(context.Context, *Call, None) (issuer.PasswordRules, error) { return issuer.Rules(), nil })
//
// and one that takes a body, for who is signed in:
//
//	type newName struct {
//		Name string `json:"name" schema:"min=1,max=100" doc:"What to call it."`
//	}
//
//	Does(Operation{
//		ID: "renamegallery", Service: ServiceGalleries, Method: http.MethodPatch, Path: "/api/galleries/{gallery}",
//		Summary: "Give a gallery another name.", Errors: []Code{Forbidden},
//	}, func(ctx context.Context, c *Call, in newName) (None, error) { return None{}, c.Gallery.Rename(ctx, in.Name) })
//
// A group of them is a method of [API] that registry calls, beside the file that does
// the work. The frame, in the order of [handler.answer], has then seen to this: who
// calls ([Call.User], and [Call.Actor] and [Call.Gallery] for a Member); that the query
// has no parameter but those of Query, each once and right ([Call.Text], [Call.Bool],
// [Call.Int]); that the body is JSON, within its limits, and fits the schema of its
// type, which is made of its fields and their tags (see [schemas.of]); that pages of
// other sites don't speak for anybody; that limits hold; and that a request with an
// Idempotency-Key is done once. What is left to an operation is to ask the gallery.
//
// Errors keep their kind: the frame makes a [Problem] of it, with the sentence of its
// [Code]. Where a better sentence is known, [Refuse] gives it. List in Errors what
// does not follow from the rest; the tests fail on a code that is not in the document.
// A type for bodies is named for what it is: its name is in the document, which
// `make generate` writes to deploy/openapi.json.
//
// # What it is not
//
// No rule about photos, galleries or accounts stands here: those are gallery's and
// account's. It renders no page, and its answers are for one origin: there is no CORS.
package api
