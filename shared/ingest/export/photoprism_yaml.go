package export

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// PhotoPrism writes its sidecars by a YAML library in one form: a line for each field,
// one level of fields in a field, texts that are plain, quoted or in a block. That form
// is read here, in one pass. The libraries that read all of YAML take minutes and
// gigabytes for 64 KB that somebody made for it, by aliases, brackets or repeated keys.

// fields gives the texts of a sidecar's fields by name, of those in a field by both
// names with a dot. Of a field that comes twice the last holds.
func fields(data string) map[string]string {
	all := map[string]string{}
	var name, outer string
	var text []string
	end := func() {
		if name != "" {
			all[name] = scalar(text)
		}
	}
	for line := range strings.SplitSeq(data, "\n") {
		line = strings.TrimRight(line, " \r")
		indent := len(line) - len(strings.TrimLeft(line, " "))
		field := fieldLine().FindStringSubmatch(line[indent:])
		switch {
		case indent == 0 && field != nil:
			end()
			name, outer, text = field[1], "", []string{field[2]}
			if field[2] == "" {
				outer = field[1]
			}
		case indent == 2 && field != nil && outer != "":
			end()
			name, text = outer+"."+field[1], []string{field[2]}
		default:
			text = append(text, line)
		}
	}
	end()
	return all
}

// fieldLine matches a field's first line: its name, and its text as far as it stands
// there.
var fieldLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([A-Za-z][A-Za-z0-9]*):(?: (.*))?$`)
})

// scalar reads a text of which lines stand in the file.
func scalar(lines []string) string {
	first := strings.TrimSpace(lines[0])
	switch {
	case strings.HasPrefix(first, "|"):
		return block(lines[1:], "\n")
	case strings.HasPrefix(first, ">"):
		return block(lines[1:], " ")
	case strings.HasPrefix(first, `"`):
		return unescaped(folded(lines)[1:])
	case strings.HasPrefix(first, "'"):
		return strings.ReplaceAll(strings.TrimSuffix(folded(lines)[1:], "'"), "''", "'")
	}
	return folded(lines)
}

// block joins the lines of a block, without what all are indented by.
func block(lines []string, between string) string {
	indent := -1
	for i, line := range lines {
		if n := len(line) - len(strings.TrimLeft(line, " ")); line != "" && (indent < 0 || n < indent) {
			indent = n
		}
		if line == "" && between == " " {
			lines[i] = "\n"
		}
	}
	for i, line := range lines {
		if len(line) >= indent && indent > 0 && line != "\n" {
			lines[i] = line[indent:]
		}
	}
	return strings.TrimSpace(strings.Join(lines, between))
}

// folded joins lines as YAML does: with a space, or without one behind a backslash.
func folded(lines []string) string {
	var b strings.Builder
	glued := true
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if !glued {
			b.WriteByte(' ')
		}
		head := strings.TrimRight(line, `\`)
		if glued = (len(line)-len(head))%2 == 1; glued {
			line = line[:len(line)-1]
		}
		b.WriteString(line)
	}
	return strings.TrimSpace(b.String())
}

// unescaped reads a text in double quotes, up to the second of them.
func unescaped(text string) string {
	var b strings.Builder
	for text != "" && text[0] != '"' {
		if text[0] != '\\' || len(text) == 1 {
			b.WriteByte(text[0])
			text = text[1:]
			continue
		}
		digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[text[1]]
		if digits > 0 && len(text) >= 2+digits {
			if n, err := strconv.ParseUint(text[2:2+digits], 16, 32); err == nil && utf8.ValidRune(rune(n)) {
				b.WriteRune(rune(n))
			}
			text = text[2+digits:]
			continue
		}
		if at := strings.IndexByte("ntr", text[1]); at >= 0 {
			b.WriteByte("\n\t\r"[at])
		} else {
			b.WriteByte(text[1])
		}
		text = text[2:]
	}
	return b.String()
}
