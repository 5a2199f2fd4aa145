package ingest

import (
	"bytes"
	"encoding/binary"

	"golang.org/x/text/encoding/charmap"
)

// iptcData are the datasets of IPTC's IIM 4.2 that say something of a photo, by
// number.
type iptcData struct {
	latin  bool // its character set is ISO 8859-1, as it says
	values map[byte][][]byte
}

// Numbers of datasets, in record 2.
const (
	iptcTitle       = 5
	iptcKeywords    = 25
	iptcDay         = 55
	iptcTime        = 60
	iptcScannedDay  = 62
	iptcScannedTime = 63
	iptcCity        = 90
	iptcState       = 95
	iptcCountry     = 101
	iptcHeadline    = 105
	iptcCaption     = 120
)

// maxDatasets is how many datasets are read.
const maxDatasets = 10_000

// readIPTC reads datasets to their end, or to what is none.
func readIPTC(data []byte) iptcData {
	out := iptcData{values: map[byte][][]byte{}}
	for range maxDatasets {
		if len(data) < 5 || data[0] != 0x1c {
			break
		}
		record, number, size := data[1], data[2], int(binary.BigEndian.Uint16(data[3:]))
		data = data[5:]
		if size&0x8000 != 0 { // then so many bytes have the size
			wide := size & 0x7fff
			if wide > 4 || wide > len(data) {
				break
			}
			size = 0
			for _, b := range data[:wide] {
				size = size<<8 | int(b)
			}
			data = data[wide:]
		}
		value := data[:min(size, len(data))]
		data = data[len(value):]
		switch {
		case record == 1 && number == 90:
			out.latin = bytes.Equal(value, []byte("\x1b.A")) || bytes.Equal(value, []byte("\x1b-A"))
		case record == 2:
			out.values[number] = append(out.values[number], value)
		}
	}
	return out
}

// facts gives what the datasets say of a photo.
func (d iptcData) facts() facts {
	f := facts{
		title:       bySomebody(d.text(iptcTitle), d.text(iptcHeadline)),
		description: bySomebody(d.text(iptcCaption)),
		city:        d.text(iptcCity),
		region:      d.text(iptcState),
		country:     d.text(iptcCountry),
	}
	for _, k := range d.values[iptcKeywords] {
		f.keywords = append(f.keywords, d.decoded(k))
	}
	for _, t := range []struct{ day, time byte }{{iptcDay, iptcTime}, {iptcScannedDay, iptcScannedTime}} {
		day := d.text(t.day)
		c, ok := readClock(day + " " + d.text(t.time))
		if !ok {
			c, ok = readClock(day)
		}
		if ok {
			f.times = append(f.times, c)
		}
	}
	return f
}

func (d iptcData) text(number byte) string {
	for _, v := range d.values[number] {
		if s := d.decoded(v); s != "" {
			return s
		}
	}
	return ""
}

// decoded reads a text. Most programs write UTF-8 or Windows' Latin-1, and do not
// say which; those that say UTF-8 sometimes don't write it.
func (d iptcData) decoded(b []byte) string {
	if b = beginning(b); d.latin {
		b, _ = charmap.Windows1252.NewDecoder().Bytes(b)
	}
	return decodedText(b)
}
