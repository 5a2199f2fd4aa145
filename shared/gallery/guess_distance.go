package gallery

// runes writes the letters of a word into a buffer. Words are at most maxWord bytes.
func runes(buffer *[maxWord]rune, word string) []rune {
	n := 0
	for _, r := range word {
		if n == maxWord {
			break
		}
		buffer[n] = r
		n++
	}
	return buffer[:n]
}

// distance counts the letters that have to be put in, taken out, replaced, or
// swapped with their neighbours to make one word of another; what is over most is
// most+1.
func distance(a, b string, most int) int {
	var bufferA, bufferB [maxWord]rune
	x, y := runes(&bufferA, a), runes(&bufferB, b)
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	if max(len(x)-len(y), len(y)-len(x)) > most {
		return most + 1
	}
	var rows [3][maxWord + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(y) + 1 {
		last[j] = j
	}
	for i := range x {
		row[0] = i + 1
		least := row[0]
		for j := range y {
			d := last[j]
			if x[i] != y[j] {
				d++
			}
			d = min(d, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				d = min(d, before[j-1]+1)
			}
			row[j+1] = d
			least = min(least, d)
		}
		if least > most { // a swap adds to the row before, and that was no better
			return most + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(y)], most+1)
}
