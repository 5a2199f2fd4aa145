package main_test

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/aws/smithy-go"

	main "shoebox/deploy/shoebox"

	"shoebox/shared/fault"
)

func TestAnErrorIsToldWithoutTheWayItCame(t *testing.T) {
	from := func(kind fault.Kind, err error) error {
		return fault.Wrap("ingest.run", fault.As("blob.Put", kind, err))
	}
	write := func(err error) error { return &fs.PathError{Op: "write", Path: "/home/anna/blobs/x.tmp", Err: err} }
	const elsewhere = "the photos can't be read or written just now (SHOEBOX_LOG_LEVEL=debug tells why)"
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"a full disk", from(fault.Internal, write(syscall.ENOSPC)), "the disk is full, so make room"},
		{"a quota that is used up", from(fault.Unavailable, write(syscall.EDQUOT)), "the disk is full, so make room"},
		{"a disk that can't be written to", from(fault.Internal, write(syscall.EROFS)), "the disk can only be read"},
		{"a folder of somebody else's", from(fault.Denied, write(fs.ErrPermission)), "a folder or file may not be used: see whose it is"},
		{"a disk that fails", from(fault.Internal, write(syscall.EIO)), elsewhere},
		{"a store that is away", from(fault.Unavailable, errors.New("dial tcp: refused")), elsewhere},
		{"too many requests", from(fault.Throttled, errors.New("429")), elsewhere},
		{"who is stopped", from(fault.Canceled, errors.New("context canceled")), "it was stopped"},
		{"words for it, deep down", from(fault.NotFound, fault.New("table.Get", fault.NotFound, "no such photo")), "no such photo"},
		{"words around the disk's", fault.As("x", fault.Internal, errors.Join(fault.New("y", fault.Internal, "half made"), write(syscall.ENOSPC))), "the disk is full, so make room"},
		{"credentials for AWS that are over", from(fault.Internal, &smithy.GenericAPIError{Code: "ExpiredTokenException"}), "your credentials for AWS are over, so sign in again, with aws sso login or as you did, and give the new ones"},
		{"a table that is not there", from(fault.Internal, &smithy.GenericAPIError{Code: "ResourceNotFoundException"}), "there is no such table in this account and region"},
		{"an engine's own trouble", from(fault.Unavailable, &smithy.GenericAPIError{Code: "InternalServerError"}), elsewhere},
		{"an error of nobody's", errors.New("no terminal"), "no terminal"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := main.Sentence(tt.err); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestTheWayAnErrorCameIsToldToWhoDebugs(t *testing.T) {
	dir := t.TempDir() + "/file"
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for level, want := range map[string]int{"debug": 2, "info": 1, "": 1} {
		got := runIn(t.Context(), strings.NewReader(""), func(name string) (string, bool) {
			return level, name == "SHOEBOX_LOG_LEVEL" && level != ""
		}, "ask", "--data", dir, "beach")
		if got.Code != 1 || strings.Count(got.Stderr, "\n") != want {
			t.Errorf("level %q: got %+v, want %d lines", level, got, want)
		}
	}
}
