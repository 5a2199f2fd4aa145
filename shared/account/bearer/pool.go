package bearer

import (
	"strings"

	"shoebox/shared/fault"
)

// Pool tells of a user pool of Amazon Cognito, such as eu-west-1_AbCdEfGhI, what it
// calls itself and where it shows its keys; Invalid for what is no pool's id. Source:
// Amazon Cognito Developer Guide, "Verifying JSON web tokens".
func Pool(id string) (issuer, keys string, err error) {
	region, name, found := strings.Cut(id, "_")
	if !found || region == "" || name == "" || strings.ContainsFunc(id, func(r rune) bool { return strange(r) && r != '_' || r == '.' }) {
		return "", "", fault.New("bearer.Pool", fault.Invalid, "no user pool is called that")
	}
	domain := "amazonaws.com"
	if strings.HasPrefix(region, "cn-") {
		domain += ".cn"
	}
	issuer = "https://cognito-idp." + region + "." + domain + "/" + id
	return issuer, issuer + "/.well-known/jwks.json", nil
}
