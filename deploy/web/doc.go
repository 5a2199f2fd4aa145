// Package web is the gallery as people use it in a browser: sign-up and sign-in, the
// grid, search, one photo, and everything that can be done with it.
//
// It is pages alone. What they show and do comes from package api, at /api of the same
// site, so that a Lambda function serves these few files and nothing else, and no CORS is
// needed. It links no simulator; those are a page of a laptop's own, package simulator.
//
// # How it is made
//
// The script is written as ES modules, one file a subject, under assets; app.js puts them
// together and says how a view is added. There is no build step: New joins the modules
// into one script and the style sheets into one sheet (join.go), so that a first visit
// takes three requests and not thirty, and serves both under the hash of their content,
// to be kept for a year. The page itself, a page for every path of app.js, is short and
// never kept.
//
// # What keeps it safe
//
// The policy it is served with lets a page load nothing but its own script, its own sheet
// and pictures, and write no markup at all (Trusted Types). Every text becomes a text
// node (element.js). The access token lies in one module's memory; what renews it is a
// cookie that no script can read and no other site's page can have sent (session.js).
package web
