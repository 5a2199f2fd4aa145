package config

import (
	"log/slog"
	"strings"
)

// Secret is a secret, or the name of the SSM parameter that holds it. It prints
// and logs as what kind of thing it is, never as its value.
type Secret struct {
	value     string
	parameter string
}

// Given makes a Secret of the secret itself.
func Given(value string) Secret { return Secret{value: value} }

// Value gives the secret itself; "" when it is not given or is in a parameter.
func (s Secret) Value() string { return s.value }

// Parameter names the SSM parameter that holds the secret; "" when it is none.
func (s Secret) Parameter() string { return s.parameter }

// IsZero reports whether there is no secret at all.
func (s Secret) IsZero() bool { return s == Secret{} }

// String tells what kind of secret it is.
func (s Secret) String() string {
	switch {
	case s.parameter != "":
		return "ssm://" + s.parameter
	case s.value != "":
		return "(secret)"
	}
	return ""
}

// GoString keeps %#v from showing the value.
func (s Secret) GoString() string { return s.String() }

// LogValue keeps a log from showing the value.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

func secret(v string) (Secret, error) {
	name, isParameter := strings.CutPrefix(v, "ssm://")
	if !isParameter {
		return Secret{value: v}, nil
	}
	if strings.Trim(name, "/") == "" {
		return Secret{}, errForm
	}
	return Secret{parameter: name}, nil
}
