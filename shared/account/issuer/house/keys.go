package house

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"shoebox/shared/account/bearer"
	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// keyLife is how long a key signs. It is shown until the last token it signed has
// expired, and a while longer.
const keyLife = 30 * 24 * time.Hour

const keyBits = 2048

// signingKey is a key of ours.
type signingKey struct {
	id   string
	key  *rsa.PrivateKey
	made time.Time
}

// ring are the keys that were read.
type ring struct{ keys []signingKey }

// newest is the key that signs; false where there is none that still does.
func (r ring) newest(now time.Time) (signingKey, bool) {
	if len(r.keys) == 0 {
		return signingKey{}, false
	}
	last := r.keys[len(r.keys)-1]
	return last, now.Before(last.made.Add(keyLife))
}

// sign makes a token.
func (h *House) sign(ctx context.Context, c bearer.Claims) (string, error) {
	const op = "house.sign"
	key, err := h.current(ctx)
	if err != nil {
		return "", fault.Wrap(op, err)
	}
	token := jwt.NewWithClaims(jwt.SigningMethodRS256, c)
	token.Header["kid"] = key.id
	signed, err := token.SignedString(key.key)
	return signed, fault.As(op, fault.Internal, err)
}

// current gives the key that signs, and makes one where there is none or it is old.
func (h *House) current(ctx context.Context) (signingKey, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if key, ok := h.ring.newest(h.Now()); ok {
		return key, nil
	}
	if err := h.read(ctx); err != nil {
		return signingKey{}, err
	}
	if key, ok := h.ring.newest(h.Now()); ok {
		return key, nil
	}
	return h.rotate(ctx)
}

// Rotate has a new key sign from now on. Tokens that the one before signed stay good.
func (h *House) Rotate(ctx context.Context) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := h.rotate(ctx)
	return fault.Wrap("house.Rotate", err)
}

func (h *House) rotate(ctx context.Context) (signingKey, error) {
	const op = "house.rotate"
	key, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		return signingKey{}, fault.As(op, fault.Internal, err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return signingKey{}, fault.As(op, fault.Internal, err)
	}
	now := h.Now()
	made := signingKey{id: now.UTC().Format("20060102T150405.000000000") + "-" + rand.Text()[:8], key: key, made: now}
	item := table.Item{
		Key: table.Key{Partition: keysPartition, Sort: made.id}, Attributes: table.Attributes{"key": raw, "made": now.UnixNano()},
		Expires: now.Add(keyLife + accessLife + 24*time.Hour),
	}
	if err := h.Table.Write(ctx, table.Put(item, table.Absent())); err != nil {
		return signingKey{}, err
	}
	h.ring.keys = append(h.ring.keys, made)
	return made, nil
}

const keysPartition = "K#house"

// read reads all keys, the oldest first.
func (h *House) read(ctx context.Context) error {
	const op = "house.read"
	page, err := h.Table.Query(ctx, table.Query{Partition: keysPartition, Consistent: true})
	if err != nil {
		return err
	}
	h.ring.keys = nil
	for _, item := range page.Items {
		parsed, err := x509.ParsePKCS8PrivateKey(item.Bytes("key"))
		key, ok := parsed.(*rsa.PrivateKey)
		if err != nil || !ok {
			return fault.New(op, fault.Internal, "a key that is none")
		}
		h.ring.keys = append(h.ring.keys, signingKey{id: item.Sort, key: key, made: time.Unix(0, item.Int("made"))})
	}
	return nil
}

// Keys gives the public keys of all tokens that may still be good. It is a
// bearer.Source.
func (h *House) Keys(ctx context.Context) (bearer.KeySet, error) {
	const op = "house.Keys"
	if _, err := h.current(ctx); err != nil { // so that there is one before anybody asks
		return bearer.KeySet{}, fault.Wrap(op, err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.read(ctx); err != nil {
		return bearer.KeySet{}, fault.Wrap(op, err)
	}
	set := bearer.KeySet{Keys: []bearer.PublicKey{}}
	for _, k := range h.ring.keys {
		set.Keys = append(set.Keys, bearer.Show(k.id, &k.key.PublicKey))
	}
	return set, nil
}
