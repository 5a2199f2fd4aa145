package slackbot_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/shared/fault"
)

// The vector of Slack's documentation.
const (
	vectorTime = 1531420618
	vectorBody = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
	vectorSign = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
)

func TestVerify_3_1(t *testing.T) {
	stamp := strconv.Itoa(vectorTime)
	tests := []struct {
		name    string
		secrets []string
		stamp   string
		sign    string
		body    string
		late    int // seconds from the timestamp to now
		ok      bool
	}{
		{"the documented vector is good", []string{secret}, stamp, vectorSign, vectorBody, 0, true},
		{"300 seconds late is good", []string{secret}, stamp, vectorSign, vectorBody, 300, true},
		{"301 seconds late is not", []string{secret}, stamp, vectorSign, vectorBody, 301, false},
		{"300 seconds early is good", []string{secret}, stamp, vectorSign, vectorBody, -300, true},
		{"301 seconds early is not", []string{secret}, stamp, vectorSign, vectorBody, -301, false},
		{"the second of two secrets is good", []string{"new", secret}, stamp, vectorSign, vectorBody, 0, true},
		{"the first of two secrets is good", []string{secret, "old"}, stamp, vectorSign, vectorBody, 0, true},
		{"another secret is not", []string{"other"}, stamp, vectorSign, vectorBody, 0, false},
		{"no secret at all is not", nil, stamp, vectorSign, vectorBody, 0, false},
		{"one byte changed is not", []string{secret}, stamp, vectorSign, vectorBody + "x", 0, false},
		{"upper-case digits are good", []string{secret}, stamp, "v0=" + strings.ToUpper(vectorSign[3:]), vectorBody, 0, true},
		{"another version is not", []string{secret}, stamp, "v1=" + vectorSign[3:], vectorBody, 0, false},
		{"half a signature is not", []string{secret}, stamp, vectorSign[:20], vectorBody, 0, false},
		{"no signature is not", []string{secret}, stamp, "", vectorBody, 0, false},
		{"no timestamp is not", []string{secret}, "", vectorSign, vectorBody, 0, false},
		{"a timestamp that is no number is not", []string{secret}, "soon", vectorSign, vectorBody, 0, false},
		{"another timestamp than the signed one is not", []string{secret}, strconv.Itoa(vectorTime + 1), vectorSign, vectorBody, 0, false},
		{"a huge timestamp is not", []string{secret}, "-9223372036854775808", vectorSign, vectorBody, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := http.Header{}
			h.Set("x-slack-request-timestamp", tt.stamp)
			h.Set("x-slack-signature", tt.sign)
			err := slackbot.Verify(tt.secrets, h, []byte(tt.body), time.Unix(vectorTime+int64(tt.late), 0))
			if got := err == nil; got != tt.ok {
				t.Fatalf("got %v, want ok %v", err, tt.ok)
			}
			if err != nil && !fault.Is(err, fault.Unauthenticated) {
				t.Errorf("got kind %v, want unauthenticated", fault.Of(err))
			}
		})
	}
}

func TestSign_3_1(t *testing.T) {
	if got := slackbot.Sign(secret, strconv.Itoa(vectorTime), []byte(vectorBody)); got != vectorSign {
		t.Errorf("got %s, want the documented %s", got, vectorSign)
	}
}

func FuzzVerify(f *testing.F) {
	f.Add(strconv.Itoa(vectorTime), vectorSign, []byte(vectorBody))
	f.Add("", "v0=", []byte{})
	f.Add("99999999999999999999", "v0=zz", []byte("\xff"))
	f.Fuzz(func(t *testing.T, stamp, sign string, body []byte) {
		h := http.Header{slackbot.HeaderTimestamp: {stamp}, slackbot.HeaderSignature: {sign}}
		err := slackbot.Verify([]string{secret}, h, body, time.Unix(vectorTime, 0))
		if err == nil && !strings.EqualFold(sign, slackbot.Sign(secret, stamp, body)) {
			t.Errorf("accepted a signature that is not ours")
		}
	})
}
