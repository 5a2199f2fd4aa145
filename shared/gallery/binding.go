package gallery

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"time"
)

// sealer gives what makes and opens the cursors of a query.
func (g *Gallery) sealer(q Query) sealer {
	parts := []string{
		"find", string(q.order()), strconv.FormatUint(q.Seed, 10), strconv.FormatBool(q.Trash),
		q.Times.binding(), termsBinding(q.All), termsBinding(q.None),
	}
	var groups []string
	for _, group := range q.Any {
		var choices []string
		for _, c := range group {
			choices = append(choices, termsBinding(c.All)+"\f"+termsBinding(c.None)+"\f"+c.Times.binding())
		}
		groups = append(groups, ordered(choices, "\v"))
	}
	parts = append(parts, ordered(groups, "\r"))
	return sealer{keys: g.all.keys, bound: bindings(g.id, parts...)}
}

// termsBinding gives terms as text, whatever their order. Values are folded: no
// control character is in them.
func termsBinding(terms []Term) string {
	values := make([]string, 0, len(terms))
	for _, t := range terms {
		t = NewTerm(t.Kind, t.Value)
		values = append(values, string(t.Kind)+" "+t.Value)
	}
	return ordered(values, "\n")
}

// ordered joins parts in an order of their own, each once.
func ordered(parts []string, between string) string {
	slices.Sort(parts)
	return strings.Join(slices.Compact(parts), between)
}

// binding gives times as text, the same for the same moments.
func (ts Times) binding() string {
	var spans []string
	for _, s := range ts.Tidy() {
		spans = append(spans, moments(s.From)+"-"+moments(s.To))
	}
	return strings.Join(spans, ",")
}

// moments gives a bound of a tidy range as text.
func moments(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return strconv.FormatInt(t.Unix(), 10)
}

// bindings gives what cursors are bound to, from the parts of a query in a form in
// which equal queries are equal.
func bindings(g ID, parts ...string) []byte {
	h := sha256.New()
	for _, part := range append([]string{string(g)}, parts...) {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(part)))
		h.Write(size[:])
		h.Write([]byte(part))
	}
	return h.Sum(nil)
}
