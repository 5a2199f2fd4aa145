package aws

import (
	"context"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"

	"shoebox/shared/fault"
)

// Sealer encrypts short secrets by a key of KMS that never leaves there: up to
// 4,096 bytes. What was sealed for one place opens for no other, and one that was
// changed is a Denied. It is safe for concurrent use.
type Sealer struct {
	client *kms.Client
	key    string // id, ARN or alias
}

// NewSealer makes a Sealer.
func NewSealer(client *kms.Client, key string) *Sealer { return &Sealer{client, key} }

// placed binds a ciphertext. KMS writes it into its log, so it must be no secret.
func placed(bound string) map[string]string { return map[string]string{"shoebox": bound} }

// Seal encrypts.
func (s *Sealer) Seal(ctx context.Context, plain []byte, bound string) ([]byte, error) {
	const op = "aws.Seal"
	out, err := s.client.Encrypt(ctx, &kms.EncryptInput{KeyId: awssdk.String(s.key), Plaintext: plain, EncryptionContext: placed(bound)})
	if err != nil {
		return nil, fault.As(op, kindOf(err), err)
	}
	return out.CiphertextBlob, nil
}

// Open decrypts, whichever version of the key sealed it.
func (s *Sealer) Open(ctx context.Context, sealed []byte, bound string) ([]byte, error) {
	const op = "aws.Open"
	out, err := s.client.Decrypt(ctx, &kms.DecryptInput{KeyId: awssdk.String(s.key), CiphertextBlob: sealed, EncryptionContext: placed(bound)})
	if err != nil {
		return nil, fault.As(op, kindOf(err), err)
	}
	return out.Plaintext, nil
}
