package sam

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"

	"shoebox/shared/fault"
)

// Docker is a container engine that answers.
type Docker struct {
	host   string       // DOCKER_HOST; "" is the one that docker finds itself
	daemon *exec.Cmd    // that was started for it; nil is none
	ended  chan error   // gets how the daemon ended
	folder string       // of that daemon
	said   bytes.Buffer // by it
}

// Engine gives the engine that docker finds. Where none answers it starts one, on a
// socket and in a folder of its own, if the machine has dockerd and the process is
// root's on Linux; [Docker.Stop] ends that.
func Engine(ctx context.Context) (*Docker, error) {
	const op = "sam.Engine"
	const how = "install Docker, on Debian with apt-get install docker.io iptables, and start it, on Debian with service docker start."
	if _, err := exec.LookPath("docker"); err != nil {
		return nil, lacking(op, "docker is missing, which sam local runs the functions in: "+how)
	}
	d := &Docker{}
	_, err := d.run(ctx, "info", "--format", "{{.ServerVersion}}")
	if err == nil {
		return d, nil
	}
	if _, lookErr := exec.LookPath("dockerd"); lookErr != nil || !startable() {
		return nil, lacking(op, fmt.Sprintf("no Docker engine answers, and only root may start one: %s It says: %v", how, err))
	}
	return d, fault.Wrap(op, d.start(ctx))
}

// Environment gives what tells docker and the SAM CLI which engine it is.
func (d *Docker) Environment() []string {
	if d.host == "" {
		return nil
	}
	return []string{"DOCKER_HOST=" + d.host}
}

// Stop ends the engine, if it was started for this.
func (d *Docker) Stop() error {
	if d.daemon == nil {
		return nil
	}
	stopped := stop(d.daemon, d.ended)
	d.daemon = nil
	return fault.As("sam.Docker.Stop", fault.Internal, errors.Join(stopped, os.RemoveAll(d.folder)))
}

// run runs a docker command, and gives what it prints.
func (d *Docker) run(ctx context.Context, args ...string) (string, error) {
	command := exec.CommandContext(ctx, "docker", args...)
	command.Env = append(os.Environ(), d.Environment()...)
	command.Env = append(command.Env, "DOCKER_BUILDKIT=0") // Debian's engine has no buildx
	var errs bytes.Buffer
	command.Stderr = &errs
	out, err := command.Output()
	if err != nil {
		err = fault.New("sam.docker", fault.Unavailable, fmt.Sprintf("docker %s: %v: %s", args[0], err, tail(errs.Bytes())))
	}
	return strings.TrimSpace(string(out)), err
}

// Gateway is the address that this machine has for containers: that of the default
// bridge. Elsewhere than on Linux there is none, since containers run in a machine of
// their own; that is a NotFound.
func (d *Docker) Gateway(ctx context.Context) (string, error) {
	const op = "sam.Docker.Gateway"
	name, err := d.run(ctx, "network", "inspect", "bridge", "--format", `{{index .Options "com.docker.network.bridge.name"}}`)
	if err != nil {
		return "", fault.Wrap(op, err)
	}
	bridge, err := net.InterfaceByName(name)
	if err != nil {
		return "", fault.As(op, fault.NotFound, err)
	}
	addresses, err := bridge.Addrs()
	if err != nil {
		return "", fault.As(op, fault.NotFound, err)
	}
	for _, a := range addresses {
		if of, ok := a.(*net.IPNet); ok && of.IP.To4() != nil {
			return of.IP.String(), nil
		}
	}
	return "", fault.New(op, fault.NotFound, name+" has no address")
}

// Functions gives the ids of the containers that the SAM CLI runs functions in.
func (d *Docker) Functions(ctx context.Context) ([]string, error) {
	ids, err := d.run(ctx, "ps", "--all", "--quiet", "--filter", "label=sam.cli.container.type=lambda")
	return strings.Fields(ids), err
}

// Remove ends containers, and removes them.
func (d *Docker) Remove(ctx context.Context, ids ...string) error {
	if len(ids) == 0 {
		return nil
	}
	_, err := d.run(ctx, append([]string{"rm", "--force"}, ids...)...)
	return err
}
