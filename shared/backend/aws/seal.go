package aws

import (
	"context"

	"shoebox/shared/backend/aws/awsjson"
	"shoebox/shared/fault"
)

var kms = awsjson.Service{ID: "KMS", Name: "kms", Target: "TrentService", Version: "1.1"}

// Sealer encrypts short secrets by a key of KMS that never leaves there: up to
// 4,096 bytes. What was sealed for one place opens for no other, and one that was
// changed is a Denied. It is safe for concurrent use.
type Sealer struct {
	client *awsjson.Client
	key    string // id, ARN or alias
}

// placed binds a ciphertext. KMS writes it into its log, so it must be no secret.
func placed(bound string) map[string]string { return map[string]string{"shoebox": bound} }

// Seal encrypts.
func (s *Sealer) Seal(ctx context.Context, plain []byte, bound string) ([]byte, error) {
	in := struct {
		KeyID     string `json:"KeyId"`
		Plaintext []byte
		Context   map[string]string `json:"EncryptionContext"`
	}{s.key, plain, placed(bound)}
	var out struct{ CiphertextBlob []byte }
	if err := s.client.Call(ctx, "Encrypt", in, &out); err != nil {
		return nil, fault.As("aws.Seal", kindOf(err), err)
	}
	return out.CiphertextBlob, nil
}

// Open decrypts, whichever version of the key sealed it.
func (s *Sealer) Open(ctx context.Context, sealed []byte, bound string) ([]byte, error) {
	in := struct {
		KeyID          string `json:"KeyId"`
		CiphertextBlob []byte
		Context        map[string]string `json:"EncryptionContext"`
	}{s.key, sealed, placed(bound)}
	var out struct{ Plaintext []byte }
	if err := s.client.Call(ctx, "Decrypt", in, &out); err != nil {
		return nil, fault.As("aws.Open", kindOf(err), err)
	}
	return out.Plaintext, nil
}
