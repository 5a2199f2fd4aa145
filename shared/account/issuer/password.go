package issuer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"shoebox/shared/fault"
)

// PasswordRules are what a password must be, for a page to say before it is typed.
type PasswordRules struct {
	Least int `json:"least"` // characters
	Most  int `json:"most"`  // characters
	// What must be in it, at least once.
	Upper  bool `json:"upper"`
	Lower  bool `json:"lower"`
	Digit  bool `json:"digit"`
	Symbol bool `json:"symbol"`
}

// Rules are those of both drivers: the length that counts, and no riddles. Source:
// NIST SP 800-63B, "Memorized Secret Authenticators". Cognito takes 256 characters at
// most.
func Rules() PasswordRules { return PasswordRules{Least: 10, Most: 256} }

// Password checks a new password: Invalid, with a sentence that says what it must be.
func Password(password, email string) error {
	const op = "issuer.Password"
	rules := Rules()
	name, _, _ := strings.Cut(email, "@")
	switch n := utf8.RuneCountInString(password); {
	case !utf8.ValidString(password) || strings.ContainsFunc(password, unicode.IsControl):
		return fault.New(op, fault.Invalid, "A password is made of letters, digits, signs and spaces.")
	case n < rules.Least:
		return fault.New(op, fault.Invalid, "A password has at least 10 characters.")
	case n > rules.Most:
		return fault.New(op, fault.Invalid, "A password has at most 256 characters.")
	case strings.TrimSpace(password) != password:
		return fault.New(op, fault.Invalid, "A password does not begin or end with a space.")
	case len(name) > 3 && strings.EqualFold(password, email) || strings.Count(password, password[:1]) == len(password):
		return fault.New(op, fault.Invalid, "That password is too easy to guess: a few words that don't belong together are harder.")
	}
	return nil
}

// maxName is the most characters of what somebody is called.
const maxName = 100

// Name gives what to call somebody as it is kept, which may be nothing: Invalid for
// what is too long or can't be read aloud.
func Name(name string) (string, error) {
	const op = "issuer.Name"
	name = strings.TrimSpace(name)
	switch {
	case !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl):
		return "", fault.New(op, fault.Invalid, "A name is made of letters, signs and spaces.")
	case utf8.RuneCountInString(name) > maxName:
		return "", fault.New(op, fault.Invalid, "A name has at most 100 characters.")
	}
	return name, nil
}

// Email gives an address as it is kept: Invalid for what is none.
func Email(address string) (string, error) {
	const op = "issuer.Email"
	address = strings.ToLower(strings.TrimSpace(address))
	name, domain, found := strings.Cut(address, "@")
	strange := func(r rune) bool {
		return r <= ' ' || r == 0x7f || r == utf8.RuneError || strings.ContainsRune(`<>()[]\,;:"`, r)
	}
	if !found || name == "" || len(address) > 254 || strings.ContainsFunc(address, strange) || strings.Contains(domain, "@") ||
		!strings.Contains(domain, ".") || strings.HasPrefix(domain, ".") || strings.HasSuffix(domain, ".") {
		return "", fault.New(op, fault.Invalid, "That doesn't look like an e-mail address.")
	}
	return address, nil
}
