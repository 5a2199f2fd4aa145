package ingest

import (
	"path"
	"regexp"
	"sync"
	"time"
)

// datedName matches a day, with or without a time, among what telephones and
// messengers call their files: IMG_20240721_183005, PXL_20240721_163005123, "WhatsApp
// Image 2024-07-21 at 18.30.05", IMG-20240721-WA0001, "Screenshot 2024-07-21
// 183005".
var datedName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)([-_.]?)(\d\d)([-_.]?)(\d\d)` +
		`(?:(?:[-_. T]| at |, )(\d\d)[-_.:h]?(\d\d)[-_.:m]?(\d\d)(?:\d{3})?)?(?:\D|$)`)
})

// byFile gives when a photo was taken of which nobody says: what its file's name
// tells, else when the file was changed last, in whose zone both are. Messengers leave
// out what a picture says of itself, and its file is changed when it is fetched.
//
// A name that tells the day on which the file was changed tells less than that does.
func byFile(file string, changed time.Time) time.Time {
	m := datedName().FindStringSubmatch(path.Base(file))
	if m == nil || m[2] != m[4] {
		return changed
	}
	day := m[1] + m[3] + m[5]
	if m[6] == "" && changed.Format("20060102") == day {
		return changed
	}
	c, ok := readClock(day + " " + m[6] + m[7] + m[8])
	if !ok || !c.plausible() || c.instant(changed.Location()).After(changed.Add(24*time.Hour)) {
		return changed
	}
	return c.instant(changed.Location())
}
