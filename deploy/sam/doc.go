// Package sam has AWS's own SAM CLI on this machine, to try deploy/template.yaml with
// it as people will: from the root, without flags, with what samconfig.toml says.
//
// [Install] puts the SAM CLI from PyPI into a virtual environment in the user's cache
// folder, by the versions in requirements.txt. [Engine] finds a Docker engine, or
// starts one where it may, and [Docker.Image] sees to the image that functions run in:
// Amazon's where it can be pulled, else a stand-in under the same tag, which holds no
// Amazon Linux but the runtime interface emulator that the SAM CLI brings along. The
// functions are static programs and don't need more; what only Amazon's image has would
// not be noticed.
//
// What a machine lacks is ErrMissing, with a sentence that says how to get it. The
// tests, which `make sam` switches on, compare every answer with the one that `shoebox
// invoke` gives. They play on deploy/stage.
package sam
