package config

import (
	"net/url"
	"strings"
)

// Issuer is who signs people in: a user pool of Cognito, or Shoebox itself. The zero
// Issuer is nobody.
type Issuer struct {
	Scheme string // "cognito" or "local"
	Pool   string // of Cognito: eu-west-1_AbCdEfGhI
	Client string // of the pool, whose tokens are good
}

// issuer reads the URL of an issuer.
func issuer(v string) (Issuer, error) {
	if v == "local://" {
		return Issuer{Scheme: "local"}, nil
	}
	rest, cognito := strings.CutPrefix(v, "cognito://")
	pool, query, _ := strings.Cut(rest, "?") // a host has no underscore, and a pool has
	values, err := url.ParseQuery(query)
	client := values.Get("client")
	if !cognito || err != nil || len(values) != 1 || len(values["client"]) != 1 || !strings.Contains(pool, "_") ||
		!made(pool, 55, digits+letters+"_-") || !made(client, 128, digits+letters+"_+-") {
		return Issuer{}, errForm
	}
	return Issuer{"cognito", pool, client}, nil
}
