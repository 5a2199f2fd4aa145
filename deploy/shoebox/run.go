package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"shoebox/shared/config"
	"shoebox/shared/ingest/heif"
)

// What the process exits with.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// grammar is the whole command line.
type grammar struct {
	Serve    serveCmd    `cmd:"" help:"Serve the gallery, the simulators and the endpoints of both channels."`
	Ask      askCmd      `cmd:"" help:"Ask for photos as a person would, by Alexa or by Slack."`
	Parse    parseCmd    `cmd:"" help:"Tell how utterances are understood, one a line."`
	Invoke   invokeCmd   `cmd:"" help:"Call a Lambda function's handler with an event, without Docker."`
	Import   importCmd   `cmd:"" help:"Add photos from folders, files, or a file of records."`
	Nickname nicknameCmd `cmd:"" help:"Say what else a person is called, so that they are found by it."`
	Doctor   doctorCmd   `cmd:"" help:"Compare photos with their files, and mend what does not fit together."`
	Engines  enginesCmd  `cmd:"" help:"Serve what sam local needs beside it: DynamoDB and S3 with the sample album."`
	Redrive  redriveCmd  `cmd:"" help:"Have files tried again that no photo could be made of."`
	Generate generateCmd `cmd:"" help:"Write the Alexa skill package and the Slack manifest."`

	Version kong.VersionFlag `help:"Print the version."`
}

const description = `Ask for your photos by Alexa and by Slack.

Start with "shoebox serve" and open the address it prints.`

// shell is what a command may touch of the process it runs in.
type shell struct {
	ctx    context.Context
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	lookup config.Lookup
	heic   *heif.Decoders
}

// Run runs one command line and gives what the process is to exit with: 0 when it
// was done, 1 when it failed, 2 when the command line itself is wrong. It ends
// early when ctx does. Pictures of HEIC are decoded by heic; nil decodes them in this
// process.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, lookup config.Lookup, heic *heif.Decoders) int {
	sh := &shell{ctx: ctx, stdin: &interruptible{ctx, stdin}, stdout: stdout, stderr: stderr, lookup: lookup, heic: heic}
	helped := false
	parser := kong.Must(&grammar{},
		kong.Name("shoebox"),
		kong.Description(description),
		kong.Writers(stdout, stderr),
		kong.Vars{"version": version()},
		kong.Exit(func(int) { helped = true }), // called after help was printed, and then goes on parsing
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
	)
	command, err := parser.Parse(asked(args))
	switch {
	case helped:
		return exitOK
	case err != nil:
		return sh.fail(misparsed(err))
	}
	return sh.fail(command.Run(sh))
}

// asked reads "help" and "help ask" as the flags they mean.
func asked(args []string) []string {
	if len(args) > 0 && args[0] == "help" {
		return append(slices.Clone(args[1:]), "--help")
	}
	return args
}

// version is the revision the program was built from, and the Go it was built with.
func version() string {
	info, known := debug.ReadBuildInfo()
	if !known {
		return "shoebox"
	}
	return "shoebox " + info.Main.Version + " " + info.GoVersion
}

func misparsed(err error) error {
	where := "shoebox"
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context != nil && parse.Context.Command() != "" {
		name, _, _ := strings.Cut(parse.Context.Command(), " ")
		where += " " + name
	}
	said := err.Error()
	if strings.HasPrefix(said, "expected one of ") {
		said = "name a command: serve, ask, parse, invoke, import, nickname, doctor, engines, redrive or generate"
	}
	if flag, rest, found := strings.Cut(said, ": expected "); found && strings.Contains(rest, `"EOL"`) {
		said = flag + " takes a value"
	}
	return usage(fmt.Sprintf("%s (%s --help shows how)", said, where))
}
