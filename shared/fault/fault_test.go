package fault_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"shoebox/shared/fault"
)

func TestOf(t *testing.T) {
	gone := fault.New("table.Get", fault.NotFound, "no item")
	tests := []struct {
		name string
		err  error
		want fault.Kind
	}{
		{"a new error has its kind", gone, fault.NotFound},
		{"a wrapped error keeps the kind beneath", fault.Wrap("gallery.Photo", gone), fault.NotFound},
		{"a kind shines through a foreign wrapper", fmt.Errorf("loading: %w", gone), fault.NotFound},
		{"a foreign error is internal", errors.New("boom"), fault.Internal},
		{"a deadline is a timeout", fault.Wrap("x", context.DeadlineExceeded), fault.Timeout},
		{"a cancelled context is canceled", context.Canceled, fault.Canceled},
		{"As overrules the kind beneath", fault.As("table.Put", fault.Throttled, gone), fault.Throttled},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := fault.Of(tt.err); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestWhy(t *testing.T) {
	refused := fault.New("gallery.Add", fault.Invalid, "the title is too long")
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"no error says nothing", nil, ""},
		{"an error from elsewhere is nobody's rule", errors.New("open /secret: denied"), ""},
		{"a rule says what it refuses", refused, "the title is too long"},
		{"below what wraps it, ours or not", fault.Wrap("api.Add", fmt.Errorf("adding: %w", refused)), "the title is too long"},
		{"the innermost goes before who says more of it", &fault.Error{Op: "inbox.Say", Kind: fault.Internal, What: "the upload is refused", Err: refused}, "the title is too long"},
		{"what says nothing is passed over", fault.Wrap("a", fault.As("b", fault.Timeout, context.DeadlineExceeded)), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := fault.Why(tt.err); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWrapNil(t *testing.T) {
	if err := fault.Wrap("x", nil); err != nil {
		t.Errorf("got %v, want nil: nothing went wrong", err)
	}
	if err := fault.As("x", fault.Invalid, nil); err != nil {
		t.Errorf("got %v, want nil: nothing went wrong", err)
	}
}

func ExampleWrap() {
	err := fault.New("table.Get", fault.NotFound, "no item")
	err = fault.Wrap("gallery.Photo", err)
	fmt.Println(err)
	fmt.Println(fault.Is(err, fault.NotFound))
	// Output:
	// gallery.Photo: table.Get: not found: no item
	// true
}
