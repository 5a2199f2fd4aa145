package aws

import (
	"context"
	"os"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"shoebox/shared/account/bearer"
	"shoebox/shared/backend"
	"shoebox/shared/backend/aws/awsjson"
	"shoebox/shared/config"
	"shoebox/shared/fault"
	"shoebox/shared/table"
	"shoebox/shared/table/dynamotable"
	"shoebox/shared/telemetry"
)

// Backend is a Shoebox in AWS. It is safe for concurrent use.
type Backend struct {
	*backend.Backend
	// SlackSecrets are the signing secrets of the Slack app; none where the
	// configuration names none.
	SlackSecrets []string
	// SlackClientSecret is what the Slack app proves itself with; "" where the
	// configuration names none.
	SlackClientSecret string
	// Verifier verifies the tokens of the configuration's client; nil where it names no
	// issuer.
	Verifier *bearer.Verifier
	// SDK is what further clients are made of.
	SDK awssdk.Config

	queue string
}

// Open opens what c names: a table in DynamoDB and keys are needed. Errors are
// Invalid for what c says, else of the service that was asked.
func Open(ctx context.Context, c config.Config) (*Backend, error) {
	const op = "aws.Open"
	if c.Table.Scheme != "dynamodb" || c.Keys.IsZero() {
		return nil, fault.New(op, fault.Invalid, "SHOEBOX_TABLE must be dynamodb://NAME, and SHOEBOX_KEYS must be set.")
	}
	sdk, err := configure(os.LookupEnv)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	secrets, err := readSecrets(ctx, sdk, c.Keys, c.SlackSigningSecret, c.SlackClientSecret)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	keys, err := backend.ParseKeys(secrets[0])
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	now := c.Now() // requests to AWS are signed by the machine's clock all the same
	verifier, err := newVerifier(c.Accounts, sdk, now)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	engine := dynamotable.New(dynamodb.NewFromConfig(sdk), c.Table.Name)
	parts := backend.Parts{
		Table:     table.New(table.NewMeter(engine, nil), now),
		Keys:      keys,
		PublicURL: c.PublicURL,
		AppURL:    c.AppURL,
		Log:       telemetry.NewMetricLogger(os.Stdout, c.LogLevel, telemetry.Size(c.Metrics), c.MetricsNamespace),
		Now:       now,
	}
	if verifier != nil {
		parts.Verify = verifier.Verify
	}
	return &Backend{
		Backend:           backend.New(parts),
		SlackSecrets:      backend.SigningSecrets(secrets[1]),
		SlackClientSecret: secrets[2],
		Verifier:          verifier,
		SDK:               sdk,
		queue:             c.Queue,
	}, nil
}

// Sealer seals by a key of KMS. It makes no request.
func (b *Backend) Sealer(key string) *Sealer {
	return &Sealer{client: awsjson.New(b.SDK, kms, time.Now), key: key}
}

// Queue sends to the queue of the configuration. It makes no request.
func (b *Backend) Queue() *Queue {
	return &Queue{client: awsjson.New(b.SDK, sqs, time.Now), url: b.queue}
}
