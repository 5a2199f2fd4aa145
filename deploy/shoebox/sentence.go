package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"syscall"

	"shoebox/shared/config"
	"shoebox/shared/fault"
)

// usage is a mistake in the command line; its text is the sentence to print.
type usage string

func (u usage) Error() string { return string(u) }

// failure is what went wrong as a sentence, which may not be the error beneath.
type failure struct {
	say string
	err error // nil where there is none
}

func (f failure) Error() string { return f.say }
func (f failure) Unwrap() error { return f.err }

// fail prints an error as one sentence and gives the code to exit with. Who debugs
// is shown the way it came, too.
func (sh *shell) fail(err error) int {
	if err == nil {
		return exitOK
	}
	fmt.Fprintf(sh.stderr, "shoebox: %s\n", sentence(err)) //nolint:errcheck // there is no other place to say it
	if _, mistake := errors.AsType[usage](err); mistake {
		return exitUsage
	}
	if way := beneath(err); way != nil && sh.debugs() {
		fmt.Fprintf(sh.stderr, "shoebox: %s\n", strings.ReplaceAll(way.Error(), "\n", "; ")) //nolint:errcheck // as above
	}
	return exitFailed
}

// beneath gives what a sentence stands for; nil where that is all there is.
func beneath(err error) error {
	if told, ok := errors.AsType[failure](err); ok {
		return told.err
	}
	return err
}

// debugs reports whether somebody asked for all there is to be told.
func (sh *shell) debugs() bool {
	wanted, _ := sh.lookup(string(config.LogLevel))
	var level slog.Level
	return wanted != "" && level.UnmarshalText([]byte(wanted)) == nil && level <= slog.LevelDebug
}

// sentence is what an error has to say to a person: the sentence of whoever had one,
// else what is wrong with the disk or who asks AWS, else the words of the innermost fault, without the
// chain of operations.
func sentence(err error) string {
	if told, ok := errors.AsType[failure](err); ok {
		return told.say
	}
	if u, ok := errors.AsType[usage](err); ok {
		return string(u)
	}
	if broken := cmp.Or(ofDisk(err), ofAWS(err)); broken != "" {
		return broken
	}
	_, faulty := errors.AsType[*fault.Error](err)
	switch why := fault.Why(err); {
	case why != "":
		return why
	case !faulty:
		return err.Error()
	case fault.Is(err, fault.Canceled):
		return "it was stopped"
	}
	return "the photos can't be read or written just now (" + string(config.LogLevel) + "=debug tells why)"
}

// ofDisk says what the machine has against a file; "" where it is nothing that a
// person can change.
func ofDisk(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "the disk is full, so make room"
	case errors.Is(err, syscall.EROFS):
		return "the disk can only be read"
	case errors.Is(err, fs.ErrPermission):
		return "a folder or file may not be used: see whose it is"
	}
	return ""
}

// ofAWS says what AWS has against who asks it; "" where it is nothing that they can
// change.
func ofAWS(err error) string {
	refusal, refused := errors.AsType[interface {
		error
		ErrorCode() string
	}](err)
	if !refused {
		return ""
	}
	switch refusal.ErrorCode() {
	case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired":
		return "your credentials for AWS are over, so sign in again, with aws sso login or as you did, and give the new ones"
	case "InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidSignatureException", "IncompleteSignatureException":
		return "AWS does not know your credentials (try aws sts get-caller-identity)"
	case "AccessDenied", "AccessDeniedException":
		return "AWS does not let you do that, so sign in as who deployed Shoebox"
	case "ResourceNotFoundException":
		return "there is no such table in this account and region"
	case "NoSuchBucket":
		return "there is no such bucket"
	}
	return ""
}
