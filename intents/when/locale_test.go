package when_test

import (
	"testing"

	"shoebox/intents/when"
)

// localized makes a reader of a language.
func localized(tb testing.TB, tag string) *when.Reader {
	tb.Helper()
	r, err := when.New(tag, when.Rules{})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// readsAs checks what expressions are read as.
func readsAs(t *testing.T, r *when.Reader, tests [][2]string) {
	t.Helper()
	at := now(t)
	for _, tt := range tests {
		t.Run(tt[0], func(t *testing.T) {
			got, err := r.Read(tt[0], at)
			if err != nil {
				t.Fatal(err)
			}
			if days(got) != tt[1] {
				t.Errorf("got %s, want %s", days(got), tt[1])
			}
		})
	}
}

// saysBack checks the names of expressions, and that they are understood.
func saysBack(t *testing.T, r *when.Reader, tests [][2]string) {
	t.Helper()
	at := now(t)
	for _, tt := range tests {
		t.Run(tt[0], func(t *testing.T) {
			s, err := r.Read(tt[0], at)
			if err != nil {
				t.Fatal(err)
			}
			got := r.Name(s, at)
			if got != tt[1] {
				t.Errorf("got %q, want %q", got, tt[1])
			}
			again, err := r.Read(got, at)
			if err != nil {
				t.Fatalf("%q is not understood: %v", got, err)
			}
			if days(again) != days(s) {
				t.Errorf("%q is understood as %s, want %s", got, days(again), days(s))
			}
		})
	}
}

// finds checks what expressions are found in a text; "" is none.
func finds(t *testing.T, r *when.Reader, tests [][2]string) {
	t.Helper()
	at := now(t)
	for _, tt := range tests {
		t.Run(tt[0], func(t *testing.T) {
			got := ""
			for _, m := range r.Scan(tt[0], at) {
				got += "[" + m.Text + "=" + days(m.Spans) + "]"
			}
			if got != tt[1] {
				t.Errorf("got %s, want %s", got, tt[1])
			}
		})
	}
}
