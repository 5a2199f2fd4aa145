package check_test

import (
	"fmt"
	"strings"
	"time"

	"shoebox/shared/account/issuer"
)

// accountsAreSafe compares the user pool with what package issuer promises of every
// driver.
func accountsAreSafe(s stack) (wrong []string) {
	for id, pool := range s.ofType("AWS::Cognito::UserPool") {
		if pool["DeletionProtection"] != "ACTIVE" {
			wrong = append(wrong, id+" can be deleted by mistake")
		}
		wrong = append(wrong, staysBehind(s, id)...)
		rules, policy := issuer.Rules(), at(pool, "Policies", "PasswordPolicy")
		if least := number(at(policy, "MinimumLength")); least != float64(rules.Least) {
			wrong = append(wrong, fmt.Sprintf("%s takes passwords of %v characters, want %d as the page says", id, least, rules.Least))
		}
		for name, want := range map[string]bool{
			"RequireUppercase": rules.Upper, "RequireLowercase": rules.Lower, "RequireNumbers": rules.Digit, "RequireSymbols": rules.Symbol,
		} {
			if at(policy, name) != want {
				wrong = append(wrong, fmt.Sprintf("%s has %s %v, want %v as the page says", id, name, at(policy, name), want))
			}
		}
		if !strings.Contains(fmt.Sprint(at(pool, "VerificationMessageTemplate", "EmailMessage")), "{####}") {
			wrong = append(wrong, id+" sends no code")
		}
	}
	for id, client := range s.ofType("AWS::Cognito::UserPoolClient") {
		wrong = append(wrong, clientIsSafe(id, client)...)
	}
	return wrong
}

// What tokens are good for at most. The local issuer gives access for an hour, too.
const (
	longestAccess = time.Hour
	longestOnPage = 30 * 24 * time.Hour // without signing in again
)

func clientIsSafe(id string, client map[string]any) (wrong []string) {
	if client["EnableTokenRevocation"] != true {
		wrong = append(wrong, id+" gives tokens that can't be revoked")
	}
	if access := validity(client, "AccessToken"); access != longestAccess {
		wrong = append(wrong, fmt.Sprintf("%s gives access for %v, want %v", id, access, longestAccess))
	}
	page := client["GenerateSecret"] == false
	if refresh := validity(client, "RefreshToken"); page && refresh != longestOnPage {
		wrong = append(wrong, fmt.Sprintf("%s keeps people signed in for %v, want %v", id, refresh, longestOnPage))
	}
	if page == (client["AllowedOAuthFlowsUserPoolClient"] == true) {
		wrong = append(wrong, id+" is of the page and of others, which are to be told apart")
	}
	for _, to := range everyAt(client, "CallbackURLs") {
		if !strings.HasPrefix(fmt.Sprint(to), "https://") || !strings.HasSuffix(fmt.Sprint(to), "/api/skill/link/M1ABCDEFGHIJK") {
			wrong = append(wrong, fmt.Sprintf("%s sends codes to %v, want addresses of Alexa's alone", id, to))
		}
	}
	return wrong
}

// validity is how long a client's tokens are good.
func validity(client map[string]any, token string) time.Duration {
	unit := map[string]time.Duration{"minutes": time.Minute, "hours": time.Hour, "days": 24 * time.Hour}[or(at(client, "TokenValidityUnits", token))]
	return time.Duration(number(client[token+"Validity"])) * unit
}
