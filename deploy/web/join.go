package web

import (
	"fmt"
	"io/fs"
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
	imports  = regexp.MustCompile(`(?m)^import \{([^}]*)\} from "\./([a-z]+\.js)";\n`)
	exported = regexp.MustCompile(`(?m)^export ((?:async )?function|const|class) ([A-Za-z]\w*)`)
	strange  = regexp.MustCompile(`(?m)^(?:import|export)\b.*`)
	comment  = regexp.MustCompile(`(?m)^\s*//.*\n|^\s*/\*\*(?s:.*?)\*/\n`)
	empty    = regexp.MustCompile(`\n{2,}`)
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
	source := string(raw)
	var needs strings.Builder
	for _, found := range imports.FindAllStringSubmatch(source, -1) {
		from := found[2]
		if err := j.add(from, append(slices.Clone(above), name)); err != nil {
			return err
		}
		names := strings.FieldsFunc(found[1], func(r rune) bool { return strings.ContainsRune(", \n", r) })
		for _, n := range names {
			if !slices.Contains(j.exports[from], n) {
				return fmt.Errorf("%s imports %s, which %s does not export", name, n, from)
			}
		}
		fmt.Fprintf(&needs, "const { %s } = %s;\n", strings.Join(names, ", "), variable(from))
	}
	var gives []string
	for _, found := range exported.FindAllStringSubmatch(source, -1) {
		gives = append(gives, found[2])
	}
	body := exported.ReplaceAllString(imports.ReplaceAllString(source, ""), "$1 $2")
	if line := strange.FindString(body); line != "" {
		return fmt.Errorf("%s has what can't be joined: %s", name, line)
	}
	body = empty.ReplaceAllString(comment.ReplaceAllString(body, ""), "\n")
	j.exports[name] = gives
	if len(above) == 0 {
		fmt.Fprintf(&j.out, "%s%s", needs.String(), body)
		return nil
	}
	fmt.Fprintf(&j.out, "const %s = (() => {\n%s%sreturn { %s };\n})();\n", variable(name), needs.String(), body, strings.Join(gives, ", "))
	return nil
}

// variable is what holds a module's exports.
func variable(file string) string { return "$" + strings.TrimSuffix(file, ".js") }
