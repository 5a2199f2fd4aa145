package web

import (
	"fmt"
	"io/fs"
	"iter"
	"regexp"
	"slices"
	"strings"
)

// join makes one script of modules that import one another, entry last: each becomes a
// function that is called once and gives what it exports. So a module may hold
//
//	import { a, b } from "./other.js";    at its beginning, by name alone
//	export function f, export async function f, export const c, export class K
//
// and its top level what a function's body may; only the entry may await there. What
// exports is constant: export let would be copied, and is refused. So are modules that
// import each other in a circle, and imports of what is not exported.
func join(files fs.FS, entry string) (string, error) {
	j := joiner{files: files, exports: map[string][]string{}}
	if err := j.add(entry, nil); err != nil {
		return "", err
	}
	return j.out.String(), nil
}

type joiner struct {
	files   fs.FS
	exports map[string][]string // of the modules that are in, by their file's name
	out     strings.Builder
}

var (
	imported = regexp.MustCompile(`^import \{([^}]*)\} from "\./([a-z]+\.js)";\n$`)
	exported = regexp.MustCompile(`^export ((?:(?:async )?function|const|class) ([A-Za-z]\w*).*\n)$`)
)

// add puts a module behind those it imports. above are the modules that wait for it.
func (j *joiner) add(name string, above []string) error {
	if slices.Contains(above, name) {
		return fmt.Errorf("%s imports itself: %s", name, strings.Join(append(above, name), ", "))
	}
	if _, in := j.exports[name]; in {
		return nil
	}
	raw, err := fs.ReadFile(j.files, name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	m := module{name: name, above: append(slices.Clone(above), name)}
	for statement := range statements(string(raw)) {
		if err := j.read(&m, statement); err != nil {
			return err
		}
	}
	j.exports[name] = m.gives
	if len(above) == 0 {
		j.out.WriteString(m.body.String())
		return nil
	}
	fmt.Fprintf(&j.out, "const %s = (() => {\n%sreturn { %s };\n})();\n", variable(name), m.body.String(), strings.Join(m.gives, ", "))
	return nil
}

// module is one that is being read.
type module struct {
	name  string
	above []string // it, and the modules that wait for it
	body  strings.Builder
	gives []string // what it exports
}

// read adds a statement, or a line of one, to a module.
func (j *joiner) read(m *module, statement string) error {
	switch {
	case strings.HasPrefix(statement, "import "):
		found := imported.FindStringSubmatch(statement)
		if found == nil {
			return fmt.Errorf("%s has what can't be joined: %s", m.name, statement)
		}
		return j.link(m, found[2], strings.FieldsFunc(found[1], func(r rune) bool { return strings.ContainsRune(", \n", r) }))
	case strings.HasPrefix(statement, "export "):
		found := exported.FindStringSubmatch(statement)
		if found == nil {
			return fmt.Errorf("%s has what can't be joined: %s", m.name, statement)
		}
		m.gives = append(m.gives, found[2])
		m.body.WriteString(found[1])
	default:
		m.body.WriteString(statement)
	}
	return nil
}

// link has a module know what it imports of another.
func (j *joiner) link(m *module, from string, names []string) error {
	if err := j.add(from, m.above); err != nil {
		return err
	}
	for _, n := range names {
		if !slices.Contains(j.exports[from], n) {
			return fmt.Errorf("%s imports %s, which %s does not export", m.name, n, from)
		}
	}
	fmt.Fprintf(&m.body, "const { %s } = %s;\n", strings.Join(names, ", "), variable(from))
	return nil
}

// statements gives the lines of a module that are not empty and not a comment alone; an
// import is given whole.
func statements(source string) iter.Seq[string] {
	return func(yield func(string) bool) {
		whole, comment := "", false
		for line := range strings.Lines(source) {
			words := strings.TrimSpace(line)
			switch {
			case comment || strings.HasPrefix(words, "/*"):
				comment = !strings.HasSuffix(words, "*/")
				continue
			case words == "" || strings.HasPrefix(words, "//"):
				continue
			case whole != "" || strings.HasPrefix(line, "import "):
				if whole += line; !strings.HasSuffix(words, ";") {
					continue
				}
				line, whole = whole, ""
			}
			if !yield(line) {
				return
			}
		}
	}
}

// variable is what holds a module's exports.
func variable(file string) string { return "$" + strings.TrimSuffix(file, ".js") }
