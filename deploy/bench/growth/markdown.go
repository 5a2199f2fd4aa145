package growth

import (
	"fmt"
	"strconv"
	"strings"
)

// The section of DESIGN.md lies between these lines.
const (
	Begin = "<!-- made by: go run ./deploy/bench -cost -->"
	End   = "<!-- end of what is made -->"
)

// numbers of galleries that are told of, of so many photos each.
var numbers = []float64{10, 1_000, 1_000_000}

const perGallery = 10_000

// Markdown gives the section.
func Markdown(p Prices, m Measured, month Month, a Assumed) (string, error) {
	s, err := m.of(perGallery)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	line("What people do once, in a gallery of %s photos:\n", count(perGallery))
	line("| | requests | RCU | WCU | the first partition is full at |\n|---|---|---|---|---|")
	for _, act := range acts {
		c := s.Acts[act]
		limit := "never: each is a partition of its own"
		if perSecond, key := Limit(s, act); key != "" {
			limit = fmt.Sprintf("%s a second, `%s`", rounded(perSecond), key)
		}
		line("| %s | %.1f | %.1f | %.1f | %s |", act, c.Requests, c.ReadUnits, c.WriteUnits, limit)
	}
	line("\nA month of galleries of %s photos, in each %.0f conversations of three turns with %.0f pictures, %.0f photos added one by one, each compared with all that look alike, %.0f edited and %.0f deleted; prices of %s, %s, the table on demand, nothing free:\n",
		count(perGallery), month.Conversations, month.Pictures, month.Added, month.Edited, month.Deleted, p.Region, p.Seen)
	line("| galleries | requests to the table | RCU | WCU | table | pictures | invocations | GB-s | table, pictures kept | the rest | a month | each |\n|---|---|---|---|---|---|---|---|---|---|---|---|")
	for _, n := range numbers {
		b := MakeBill(p, s, month, a, n, false)
		d := b.Dollars
		table := b.OnDemand() + d[TableStorage] + d[TableBackup]
		line("| %s | %s | %s | %s | %s | %s | %s | %s | %s, %s | %s | %s | %s |", count(n), count(b.Load.Requests), count(b.Load.ReadUnits), count(b.Load.WriteUnits),
			bytes(b.TableGB), bytes(b.PictureGB+b.ArchiveGB), count(b.Invocations), count(b.GBSeconds),
			dollars(table), dollars(b.Keeping()), dollars(b.Total()-table-b.Keeping()), dollars(b.Total()), dollars(b.Total()/n))
	}
	large := MakeBill(p, s, month, a, numbers[len(numbers)-1], false)
	line("\nOf a million galleries the busiest hour asks for %s RCU and %s WCU a second: on demand that is %s a month, provisioned for that hour %s.",
		count(large.Peak.ReadUnits), count(large.Peak.WriteUnits), dollars(large.OnDemand()), dollars(large.Provisioned))
	one, paid := MakeBill(p, s, month, a, 1, true), MakeBill(p, s, month, a, 1, false)
	bring := s.Acts[Bring].times(perGallery)
	line("One gallery alone pays %s a month, of which %s is for keeping pictures; with what an account has free %s, or %s with the table provisioned. Bringing in its %s photos takes %s WCU: %s once on demand, or %.1f hours at the 25 WCU a second that are free.",
		dollars(paid.Total()), dollars(paid.Keeping()), dollars(one.Total()), dollars(one.Total()-one.OnDemand()+one.Provisioned),
		count(perGallery), count(bring.WriteUnits), dollars(p.cost(TableWrite, bring.WriteUnits, false)), bring.WriteUnits/freeCapacity/hour)
	line("\nWhere one gallery would be in its own way, in its busiest hour, against the 3,000 RCU and 1,000 WCU a second of a partition (`*`: grown from the two sizes before it, not measured):\n")
	line("| gallery | hottest | a second | of a partition | next |\n|---|---|---|---|---|")
	for _, c := range Crowds(a) {
		heats, err := Heats(m, c)
		if err != nil {
			return "", err
		}
		name := c.Name
		if c.Extrapolated {
			name += " `*`"
		}
		line("| %s | `%s` | %s RCU, %s WCU | %s | `%s`, %s |", name, heats[0].Key, rounded(heats[0].Load.ReadUnits), rounded(heats[0].Load.WriteUnits),
			percent(heats[0].Share), heats[1].Key, percent(heats[1].Share))
	}
	return out.String(), nil
}

// count writes a number for people: 12,300, 4.5 million.
func count(n float64) string {
	switch {
	case n >= 1e9:
		return fmt.Sprintf("%.1f billion", n/1e9)
	case n >= 1e6:
		return strings.TrimSuffix(fmt.Sprintf("%.1f", n/1e6), ".0") + " million"
	case n < 10:
		return rounded(n)
	}
	digits := strconv.FormatFloat(n, 'f', 0, 64)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// rounded writes two digits that count.
func rounded(x float64) string { return strconv.FormatFloat(significant(x), 'f', -1, 64) }

func significant(x float64) float64 {
	text := strconv.FormatFloat(x, 'e', 1, 64)
	n, _ := strconv.ParseFloat(text, 64) // what was written can be read
	return n
}

func percent(share float64) string { return rounded(share*100) + " %" }

func bytes(gb float64) string {
	if gb >= 1024*1024 {
		return fmt.Sprintf("%.1f PB", gb/1024/1024)
	}
	if gb >= 1024 {
		return fmt.Sprintf("%.1f TB", gb/1024)
	}
	return fmt.Sprintf("%.1f GB", gb)
}

func dollars(d float64) string {
	if d >= 100 {
		return "$" + count(d)
	}
	return fmt.Sprintf("$%.2f", d)
}
