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
		moments(q.From), moments(q.To),
	}
	for _, terms := range [][]Term{q.All, q.Any, q.None} {
		values := make([]string, 0, len(terms))
		for _, t := range terms {
			t = NewTerm(t.Kind, t.Value)
			values = append(values, string(t.Kind)+" "+t.Value)
		}
		slices.Sort(values)
		parts = append(parts, strings.Join(slices.Compact(values), "\n"))
	}
	return sealer{keys: g.all.keys, bound: bindings(g.id, parts...)}
}

// moments gives a bound of a range as text: the second it falls in, upwards.
func moments(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return strconv.FormatInt(t.Unix(), 10) + "." + strconv.FormatBool(t.Nanosecond() > 0)
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
