package sam

import (
	"context"
	_ "embed"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"shoebox/shared/fault"
)

//go:embed names.py
var program string

// names are what the SAM CLI calls the images of a function.
type names struct {
	Base     string `json:"base"`     // as Amazon publishes it
	Local    string `json:"local"`    // that it makes of it, and runs
	Emulator string `json:"emulator"` // the file it puts in
}

// Image is what functions run in.
type Image struct {
	StandIn bool // and not Amazon's
	Offline bool // the SAM CLI must not look for a newer one
}

// Environment gives what tells the SAM CLI so.
func (i Image) Environment() []string {
	if !i.Offline {
		return nil
	}
	return []string{"SAM_SKIP_PULL_IMAGE=true"}
}

// pulling is how long Amazon's image may take to come.
const pulling = 2 * time.Minute

// Image sees to it that the SAM CLI, whose programs are in bin, finds an image to run
// functions in, for provided.al2023 and a processor as the template names it
// ("x86_64"): Amazon's if it can be pulled, or was; else the stand-in.
func (d *Docker) Image(ctx context.Context, bin, architecture string) (Image, error) {
	const op = "sam.Docker.Image"
	python := exec.CommandContext(ctx, filepath.Join(bin, "python"), "-c", program, "provided.al2023", architecture)
	said, err := python.Output()
	if err != nil {
		return Image{}, fault.As(op, fault.Internal, err)
	}
	var of names
	if err := json.Unmarshal(said, &of); err != nil {
		return Image{}, fault.As(op, fault.Internal, err)
	}
	trying, cancel := context.WithTimeout(ctx, pulling)
	defer cancel()
	if _, err := d.run(trying, "pull", "--quiet", of.Base); err == nil {
		return Image{}, nil // the SAM CLI makes its own of it
	}
	if _, err := d.run(ctx, "image", "inspect", of.Base); err == nil {
		return Image{Offline: true}, nil
	}
	return Image{StandIn: true, Offline: true}, fault.Wrap(op, d.standIn(ctx, of))
}

// dockerfile makes the stand-in of the files beside it.
const dockerfile = `FROM scratch
COPY . /
WORKDIR /var/task
`

// certificates are where Debian keeps the authorities it trusts, and where Go looks.
const certificates = "/etc/ssl/certs/ca-certificates.crt"

// standIn builds the stand-in under the tag that the SAM CLI looks for: its own
// emulator of Lambda's Runtime API, a folder for temporary files and, where this
// machine has them, the authorities of TLS.
func (d *Docker) standIn(ctx context.Context, of names) error {
	const op = "sam.standIn"
	folder, err := os.MkdirTemp("", "image-")
	if err != nil {
		return fault.As(op, fault.Unavailable, err)
	}
	defer os.RemoveAll(folder) //nolint:errcheck // a temporary folder
	root := filepath.Join(folder, "root")
	if err := os.MkdirAll(filepath.Join(root, "tmp"), 0o777); err != nil {
		return fault.As(op, fault.Unavailable, err)
	}
	if err := copyFile(of.Emulator, filepath.Join(root, "var", "rapid", "aws-lambda-rie")); err != nil {
		return fault.As(op, fault.Unavailable, err)
	}
	if _, err := os.Stat(certificates); err == nil {
		if err := copyFile(certificates, filepath.Join(root, certificates)); err != nil {
			return fault.As(op, fault.Unavailable, err)
		}
	}
	recipe := filepath.Join(folder, "Dockerfile")
	if err := os.WriteFile(recipe, []byte(dockerfile), 0o600); err != nil {
		return fault.As(op, fault.Unavailable, err)
	}
	_, err = d.run(ctx, "build", "--quiet", "--tag", of.Local, "--file", recipe, root)
	return fault.Wrap(op, err)
}

// copyFile copies a file that may be run.
func copyFile(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // it was only read
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close() //nolint:errcheck // the first error says more
		return err
	}
	return out.Close()
}
