package install

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"

	"shoebox/shared/fault"
)

// Sealer encrypts tokens for keeping. What was sealed for one place opens for no
// other; one that was changed, or sealed by another key, is a Denied.
type Sealer interface {
	Seal(ctx context.Context, plain []byte, bound string) ([]byte, error)
	Open(ctx context.Context, sealed []byte, bound string) ([]byte, error)
}

// LocalSealer seals with a key of our own, by AES-256-GCM. In AWS a key of KMS does
// it, which never leaves there.
type LocalSealer struct {
	keys []cipher.AEAD // the first seals, all of them open
}

// NewLocalSealer makes a Sealer of secrets, of which the first seals: the others
// were used before. It panics without any, since that is a mistake of the program's
// setup.
func NewLocalSealer(secrets ...[]byte) LocalSealer {
	if len(secrets) == 0 {
		panic("install.NewLocalSealer: no secret")
	}
	var s LocalSealer
	for _, secret := range secrets {
		key, err := hkdf.Key(sha256.New, secret, nil, "slack tokens 1", 32)
		if err != nil {
			panic("install.NewLocalSealer: " + err.Error())
		}
		block, err := aes.NewCipher(key)
		if err != nil {
			panic("install.NewLocalSealer: " + err.Error())
		}
		aead, err := cipher.NewGCMWithRandomNonce(block)
		if err != nil {
			panic("install.NewLocalSealer: " + err.Error())
		}
		s.keys = append(s.keys, aead)
	}
	return s
}

// Seal encrypts.
func (s LocalSealer) Seal(_ context.Context, plain []byte, bound string) ([]byte, error) {
	return s.keys[0].Seal(nil, nil, plain, []byte(bound)), nil
}

// Open decrypts.
func (s LocalSealer) Open(_ context.Context, sealed []byte, bound string) ([]byte, error) {
	for _, key := range s.keys {
		if plain, err := key.Open(nil, nil, sealed, []byte(bound)); err == nil {
			return plain, nil
		}
	}
	return nil, fault.New("install.Open", fault.Denied, "not sealed by this key for this place")
}

// random gives so many random bytes as text that fits into a URL.
func random() string { return rand.Text() + rand.Text() }
