package backend_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/backend"
	"shoebox/shared/fault"
)

const thirtyTwoBytes = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

func TestKeysAreReadAsTheyAreWritten(t *testing.T) {
	made := backend.NewKeys()
	got, err := backend.ParseKeys("7:" + thirtyTwoBytes + ",\n" + made.Text())
	if err != nil {
		t.Fatal(err)
	}
	secret := make([]byte, 32)
	for i := range secret {
		secret[i] = byte(i)
	}
	want := backend.Keys{{Number: 7, Secret: secret}, made[0]}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

func TestParseKeysRefuses(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"nothing", " ", "holds no key"},
		{"a key without a number", thirtyTwoBytes, "has no number"},
		{"a number over 255", "256:" + thirtyTwoBytes, "has no number"},
		{"a key that is not base64", "1:not base64", "is not base64"},
		{"a short key", "1:AAEC", "is too short"},
		{"two keys of one number", "1:" + thirtyTwoBytes + " 1:" + thirtyTwoBytes, "has the number of another"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := backend.ParseKeys(tt.text)
			if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got %v, want an invalid saying %q", err, tt.want)
			}
			if strings.Contains(err.Error(), thirtyTwoBytes) {
				t.Errorf("got %v, which shows the key", err)
			}
		})
	}
}

func TestKeysDoNotPrint(t *testing.T) {
	keys, err := backend.ParseKeys("1:" + thirtyTwoBytes)
	if err != nil {
		t.Fatal(err)
	}
	for _, printed := range []string{fmt.Sprint(keys), fmt.Sprintf("%+v %#v", keys, keys)} {
		if strings.Contains(printed, "1 2 3") || strings.Contains(printed, "AAEC") {
			t.Errorf("got %s, which shows the key", printed)
		}
	}
}
