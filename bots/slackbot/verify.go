package slackbot

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"time"

	"shoebox/shared/fault"
)

// The headers a signed request carries.
const (
	HeaderTimestamp = "X-Slack-Request-Timestamp"
	HeaderSignature = "X-Slack-Signature"
)

// maxSkew is how far a request's time may lie from ours, in either direction.
const maxSkew = 300 // seconds

// Sign gives the signature of a body sent at a time (Unix seconds, as in the
// header): what Slack does, and what a simulator must do too.
func Sign(secret, timestamp string, body []byte) string {
	return "v0=" + hex.EncodeToString(mac(secret, timestamp, body))
}

// Verify checks the signature over the raw bytes of a body, against each of the
// secrets. Every refusal is the same Unauthenticated error: it tells nothing about
// what would have been right.
func Verify(secrets []string, h http.Header, body []byte, now time.Time) error {
	refused := fault.New("slackbot.Verify", fault.Unauthenticated, "bad signature")
	timestamp := h.Get(HeaderTimestamp)
	sent, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil {
		return refused
	}
	if age := now.Unix() - sent; age > maxSkew || age < -maxSkew {
		return refused
	}
	digits, ok := strings.CutPrefix(h.Get(HeaderSignature), "v0=")
	if !ok {
		return refused
	}
	got, err := hex.DecodeString(digits)
	if err != nil {
		return refused
	}
	good := false
	for _, secret := range secrets {
		// Every secret is tried, so that time does not tell which one fitted.
		good = hmac.Equal(got, mac(secret, timestamp, body)) || good
	}
	if !good {
		return refused
	}
	return nil
}

func mac(secret, timestamp string, body []byte) []byte {
	h := hmac.New(sha256.New, []byte(secret))
	h.Write([]byte("v0:" + timestamp + ":"))
	h.Write(body)
	return h.Sum(nil)
}
