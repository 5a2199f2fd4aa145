package alexa_test

import (
	"strings"
	"testing"
	"time"
)

func TestV4ARequestIsOfNow(t *testing.T) {
	a := theAuthority()
	tests := []struct {
		name, kind string
		age        time.Duration
		good       bool
	}{
		{"now", "LaunchRequest", 0, true},
		{"149 s old", "LaunchRequest", 149 * time.Second, true},
		{"150 s old", "LaunchRequest", 150 * time.Second, true},
		{"151 s old", "LaunchRequest", 151 * time.Second, false},
		{"149 s to come", "LaunchRequest", -149 * time.Second, true},
		{"151 s to come", "LaunchRequest", -151 * time.Second, false},
		{"an hour to come", "LaunchRequest", -time.Hour, false},
		{"a skill event sent again", "AlexaSkillEvent.SkillDisabled", time.Hour, true},
		{"a skill event of long ago", "AlexaSkillEvent.SkillDisabled", time.Hour + time.Second, false},
		{"an account linked a while ago", "AlexaSkillEvent.SkillAccountLinked", 200 * time.Second, true},
		{"an event without that patience", "AlexaSkillEvent.ProactiveSubscriptionChanged", 200 * time.Second, false},
	}
	v := verifier(&shelf{chain: a.chain(t, nil)}, clock)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := []byte(envelope(`{"type":"`+tt.kind+`","requestId":"r","timestamp":"`+noon.Add(-tt.age).Format(time.RFC3339)+`"}`, "", ""))
			if err := v.Verify(t.Context(), a.sign(b), b); (err == nil) != tt.good {
				t.Errorf("error %v, want good %v", err, tt.good)
			}
		})
	}
	for _, stamp := range []string{`"yesterday"`, `null`, `{}`, `-1`} {
		b := []byte(envelope(`{"type":"LaunchRequest","requestId":"r","timestamp":`+stamp+`}`, "", ""))
		if v.Verify(t.Context(), a.sign(b), b) == nil {
			t.Errorf("timestamp %s was good", stamp)
		}
	}
}

func TestARefusalTellsNothingOfTheSignature(t *testing.T) {
	a := theAuthority()
	h := a.sign([]byte("other"))
	err := verifier(&shelf{chain: a.chain(t, nil)}, clock).Verify(t.Context(), h, body)
	if err == nil || strings.Contains(err.Error(), h.Get("Signature-256")) || !strings.HasSuffix(err.Error(), "bad signature") {
		t.Errorf("error %v", err)
	}
}
