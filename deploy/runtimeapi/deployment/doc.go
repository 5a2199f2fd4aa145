// Package deployment is Shoebox as deploy/template.yaml deploys it, on this machine:
// the bootstraps that `sam build` makes, each run by runtimeapi as Lambda would, with
// the template's time-outs, memory and queues, over a stage. What the bucket there tells
// of its objects goes where the template's bucket sends it.
//
// What the functions send to the outside goes through a proxy: Slack's hosts lead to
// whatever plays Slack, by real HTTPS with an authority that only these functions
// trust, and nothing else is there. Nothing in a function knows of it: HTTPS_PROXY and
// SSL_CERT_FILE are the standard library's own.
//
// It is for tests and measurements. It makes no engines: package stage does.
package deployment
