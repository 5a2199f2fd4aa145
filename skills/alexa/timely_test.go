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
		{"a skill event of the future", "AlexaSkillEvent.SkillDisabled", -151 * time.Second, false},
	}
	for kind, patient := range map[string]bool{
		"SkillEnabled": true, "SkillDisabled": true, "SkillAccountLinked": true, "SkillPermissionChanged": true, "SkillPermissionAccepted": true,
		"ProactiveSubscriptionChanged": false, "NotificationSubscriptionChanged": false, "SkillBrandNew": false,
	} {
		for _, age := range []time.Duration{200 * time.Second, time.Hour, time.Hour + time.Second} {
			tests = append(tests, struct {
				name, kind string
				age        time.Duration
				good       bool
			}{kind + " of " + age.String() + " ago", "AlexaSkillEvent." + kind, age, patient && age <= time.Hour})
		}
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
