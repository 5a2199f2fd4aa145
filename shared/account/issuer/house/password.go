package house

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"

	"shoebox/shared/fault"
)

// The cost of a hash: 19 MiB, two passes, one lane. Source: OWASP Password Storage
// Cheat Sheet, "Argon2id".
const (
	passes  = 2
	memory  = 19 << 10 // KiB
	lanes   = 1
	saltLen = 16 // bytes
	hashLen = 32 // bytes
)

// How many hashes are made at once and how many wait for it, so that who signs in over
// and over takes 38 MiB at most.
const (
	hashesAtOnce  = 2
	hashesWaiting = 50
)

// kiln makes hashes, a few at a time.
type kiln struct {
	queue, burning chan struct{}
	passes, memory uint32 // what a new hash costs
}

func newKiln() kiln {
	return kiln{make(chan struct{}, hashesWaiting+hashesAtOnce), make(chan struct{}, hashesAtOnce), passes, memory}
}

// burn makes a hash when it is its turn: Throttled where too many wait.
func (k kiln) burn(ctx context.Context, of func() []byte) ([]byte, error) {
	const op = "house.burn"
	select {
	case k.queue <- struct{}{}:
		defer func() { <-k.queue }()
	default:
		return nil, fault.New(op, fault.Throttled, "too many sign in at once")
	}
	select {
	case k.burning <- struct{}{}:
		defer func() { <-k.burning }()
	case <-ctx.Done():
		return nil, fault.Wrap(op, ctx.Err())
	}
	return of(), nil
}

// hash gives a password as it is kept.
func (k kiln) hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltLen)
	rand.Read(salt) // never fails
	sum, err := k.burn(ctx, func() []byte { return argon2.IDKey([]byte(password), salt, k.passes, k.memory, lanes, hashLen) })
	return k.written(salt, sum), err
}

// written writes a hash with what it cost.
func (k kiln) written(salt, sum []byte) string {
	encode := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, k.memory, k.passes, lanes, encode(salt), encode(sum))
}

// nobodys is what a password is compared with where there is no account, so that it
// takes as long.
func (k kiln) nobodys() string { return k.written(make([]byte, saltLen), make([]byte, hashLen)) }

// is reports whether a password is the one that was kept.
func (k kiln) is(ctx context.Context, kept, password string) (bool, error) {
	parts := strings.Split(kept, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false, nil
	}
	var m, t uint32
	var p uint8
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &m, &t, &p); err != nil {
		return false, fault.As("house.is", fault.Internal, err)
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false, fault.As("house.is", fault.Internal, err)
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || len(want) == 0 {
		return false, fault.As("house.is", fault.Internal, err)
	}
	got, err := k.burn(ctx, func() []byte { return argon2.IDKey([]byte(password), salt, t, m, p, uint32(len(want))) })
	return err == nil && subtle.ConstantTimeCompare(got, want) == 1, err
}
