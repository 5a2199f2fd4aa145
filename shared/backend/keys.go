package backend

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"shoebox/shared/fault"
	"shoebox/shared/photolink"
)

// Key is a secret all of Shoebox's signing keys come from, with the number that
// links carry.
type Key struct {
	Number byte
	Secret []byte // at least 32 bytes
}

// Keys are the keys that are good, the newest first: that one signs. To replace a
// key put a new one with another number before it, and drop the old one when the
// longest-lived link made with it has expired.
type Keys []Key

// keySize is the least number of bytes in a key.
const keySize = 32

// NewKeys makes one random key.
func NewKeys() Keys {
	secret := make([]byte, keySize)
	rand.Read(secret) // never fails
	return Keys{{Number: 1, Secret: secret}}
}

// ParseKeys reads keys written as NUMBER:BASE64, with commas or white space
// between them, the newest first. An error is an Invalid that shows none of them.
func ParseKeys(text string) (Keys, error) {
	const op = "backend.ParseKeys"
	var keys Keys
	seen := map[byte]bool{}
	for i, entry := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r <= ' ' }) {
		bad := func(what string) (Keys, error) {
			return nil, fault.New(op, fault.Invalid, fmt.Sprintf("key %d of SHOEBOX_KEYS %s: each is NUMBER:BASE64 of %d bytes or more.", i+1, what, keySize))
		}
		number, encoded, _ := strings.Cut(entry, ":")
		n, err := strconv.ParseUint(number, 10, 8)
		if err != nil {
			return bad("has no number from 0 to 255")
		}
		secret, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil {
			return bad("is not base64")
		}
		if len(secret) < keySize {
			return bad("is too short")
		}
		if seen[byte(n)] {
			return bad("has the number of another")
		}
		seen[byte(n)] = true
		keys = append(keys, Key{Number: byte(n), Secret: secret})
	}
	if len(keys) == 0 {
		return nil, fault.New(op, fault.Invalid, "SHOEBOX_KEYS holds no key: give NUMBER:BASE64.")
	}
	return keys, nil
}

// SigningSecrets gives the secrets in the text of one configured secret, with
// commas between them while one replaces another.
func SigningSecrets(text string) []string {
	var all []string
	for secret := range strings.SplitSeq(text, ",") {
		if secret = strings.TrimSpace(secret); secret != "" {
			all = append(all, secret)
		}
	}
	return all
}

// Text writes the keys as ParseKeys reads them: all of the secret.
func (k Keys) Text() string {
	var entries []string
	for _, key := range k {
		entries = append(entries, fmt.Sprintf("%d:%s", key.Number, base64.StdEncoding.EncodeToString(key.Secret)))
	}
	return strings.Join(entries, " ")
}

// String keeps keys out of logs.
func (k Keys) String() string { return fmt.Sprintf("(%d keys)", len(k)) }

// GoString keeps keys out of logs.
func (k Keys) GoString() string { return k.String() }

// purpose separates what is signed with keys of one secret, so that what was
// signed for one purpose is worth nothing for another.
type purpose string

const (
	forCursors purpose = "shoebox cursors 1"
	forState   purpose = "shoebox state 1"
	forLinks   purpose = "shoebox links 1"
	forInstall purpose = "shoebox install 1"
	forTokens  purpose = "shoebox tokens 1"
	forObjects purpose = "shoebox objects 1"
	forAnswers purpose = "shoebox answers 1"
)

// Objects are the keys that sign requests for objects on a laptop, the first those
// that are made.
func (k Keys) Objects() [][]byte { return k.derive(forObjects) }

func (k Keys) derive(p purpose) [][]byte {
	var all [][]byte
	for _, key := range k {
		secret, err := hkdf.Key(sha256.New, key.Secret, nil, string(p), keySize)
		if err != nil {
			panic(err) // only for a length no hash can give
		}
		all = append(all, secret)
	}
	return all
}

func (k Keys) links() []photolink.Key {
	var all []photolink.Key
	for i, secret := range k.derive(forLinks) {
		all = append(all, photolink.Key{Number: k[i].Number, Secret: secret})
	}
	return all
}
