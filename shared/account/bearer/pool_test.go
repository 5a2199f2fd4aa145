package bearer_test

import (
	"testing"

	"shoebox/shared/account/bearer"
	"shoebox/shared/fault"
)

func TestPool(t *testing.T) {
	for id, want := range map[string]string{
		"eu-west-1_AbCdEfGhI":  "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI",
		"cn-north-1_AbCdEfGhI": "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_AbCdEfGhI",
	} {
		issuer, keys, err := bearer.Pool(id)
		if err != nil || issuer != want || keys != want+"/.well-known/jwks.json" {
			t.Errorf("%s: got %s, %s, %v, want %s", id, issuer, keys, err, want)
		}
	}
	for _, id := range []string{"", "eu-west-1", "_AbC", "eu-west-1_", "evil.example.com/_a", "eu west_1", "x@evil_1", "eu-west-1_a/../b", "eu-west-1_a?b"} {
		if _, _, err := bearer.Pool(id); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: got %v, want it invalid", id, err)
		}
	}
}
