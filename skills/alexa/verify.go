package alexa

import (
	"context"
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"shoebox/shared/fault"
)

// The headers of a signed request. http.Header finds them in any case (V1). The
// older Signature header is SHA-1's, and is not looked at.
const (
	headerChain     = "SignatureCertChainUrl"
	headerSignature = "Signature-256"
)

// How far a request's time may be from ours, either way (V4). Skill events are
// sent again for an hour, and so may be as old; none comes from the future.
const (
	tolerance      = 150 * time.Second
	eventTolerance = time.Hour
)

// Verifier finds out whether a request to an HTTPS endpoint is Alexa's. The zero
// Verifier trusts the roots of the system, fetches over the network, and goes by
// the clock of the machine. It is safe for concurrent use, and must not be copied.
type Verifier struct {
	Roots *x509.CertPool // nil is the system's
	// Fetch gives the PEM chain at a URL that was checked. nil fetches it over
	// HTTPS, with a limit on time and size.
	Fetch func(ctx context.Context, url string) ([]byte, error)
	Now   func() time.Time // nil is the machine's clock

	mu      sync.Mutex
	chains  map[string]*chain  // by URL, only such as were found good
	fetches singleflight.Group // by URL
}

// Verify reports whether Alexa signed the body, a short while ago. What is not
// hers is Denied; where the chain can't be had it is Unavailable. Neither says
// more than which check failed.
func (v *Verifier) Verify(ctx context.Context, h http.Header, body []byte) error {
	const op = "alexa.Verify"
	location, err := chainURL(h.Get(headerChain))
	if err != nil {
		return fault.Wrap(op, err)
	}
	signature, err := base64.StdEncoding.DecodeString(h.Get(headerSignature))
	if err != nil || len(signature) == 0 {
		return fault.New(op, fault.Denied, "bad signature")
	}
	key, err := v.key(ctx, location)
	if err != nil {
		return fault.Wrap(op, err)
	}
	sum := sha256.Sum256(body)
	if rsa.VerifyPKCS1v15(key, crypto.SHA256, sum[:], signature) != nil {
		return fault.New(op, fault.Denied, "bad signature")
	}
	e, err := parse(body) // only now: it is Alexa's
	if err != nil {
		return fault.As(op, fault.Denied, err)
	}
	if !v.timely(e.header) {
		return fault.New(op, fault.Denied, "request is too old or too new")
	}
	return nil
}

// timely reports whether a request's time is near enough to ours (V4). Neither
// past nor future is forgiven, nor a request without a time.
func (v *Verifier) timely(h header) bool {
	oldest := tolerance
	switch h.Type {
	case "AlexaSkillEvent.SkillEnabled", "AlexaSkillEvent.SkillDisabled", "AlexaSkillEvent.SkillAccountLinked",
		"AlexaSkillEvent.SkillPermissionChanged", "AlexaSkillEvent.SkillPermissionAccepted":
		oldest = eventTolerance
	}
	age := v.now().Sub(h.Timestamp.Time)
	return !h.Timestamp.IsZero() && age <= oldest && age >= -tolerance
}

func (v *Verifier) now() time.Time {
	if v.Now != nil {
		return v.Now()
	}
	return time.Now()
}
