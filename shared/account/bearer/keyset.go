package bearer

import (
	"crypto/rsa"
	"encoding/base64"
	"math/big"
)

// KeySet are an issuer's public keys, as it shows them. Source: RFC 7517, 5.
type KeySet struct {
	Keys []PublicKey `json:"keys"`
}

// PublicKey is one of them. Source: RFC 7517, 4, and RFC 7518, 6.3.1.
type PublicKey struct {
	Type      string `json:"kty"`
	Use       string `json:"use"`
	Algorithm string `json:"alg"`
	ID        string `json:"kid"`
	Modulus   string `json:"n"` // base64url of its bytes, the first the highest
	Exponent  string `json:"e"` // in the same way
}

// What is taken of a key set: more is passed over.
const (
	maxKeys   = 32
	maxKeyID  = 256 // bytes
	leastBits = 2048
	mostBits  = 8192 // a longer one takes its time
)

// Show writes a key as an issuer shows it.
func Show(id string, key *rsa.PublicKey) PublicKey {
	encode := base64.RawURLEncoding.EncodeToString
	return PublicKey{
		Type: "RSA", Use: "sig", Algorithm: "RS256", ID: id,
		Modulus: encode(key.N.Bytes()), Exponent: encode(big.NewInt(int64(key.E)).Bytes()),
	}
}

// usable gives the keys that can have signed a token. Others are for other things, and
// no error: an issuer may show what came after this was written.
func (s KeySet) usable() map[string]*rsa.PublicKey {
	keys := map[string]*rsa.PublicKey{}
	for _, k := range s.Keys[:min(len(s.Keys), maxKeys)] {
		if key, ok := k.rsa(); ok {
			keys[k.ID] = key
		}
	}
	return keys
}

func (k PublicKey) rsa() (*rsa.PublicKey, bool) {
	if k.Type != "RSA" || k.Use != "" && k.Use != "sig" || k.Algorithm != "" && k.Algorithm != "RS256" || k.ID == "" || len(k.ID) > maxKeyID {
		return nil, false
	}
	// A length in characters bounds the number before it is made.
	if len(k.Modulus) > 2*mostBits/8 || len(k.Exponent) > 8 {
		return nil, false
	}
	n, err := base64.RawURLEncoding.DecodeString(k.Modulus)
	if err != nil {
		return nil, false
	}
	e, err := base64.RawURLEncoding.DecodeString(k.Exponent)
	if err != nil {
		return nil, false
	}
	modulus, exponent := new(big.Int).SetBytes(n), new(big.Int).SetBytes(e)
	bits := modulus.BitLen()
	if bits < leastBits || bits > mostBits || exponent.BitLen() > 31 || exponent.Int64() < 3 || exponent.Bit(0) == 0 {
		return nil, false
	}
	return &rsa.PublicKey{N: modulus, E: int(exponent.Int64())}, true
}
