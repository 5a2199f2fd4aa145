package ingest

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Limits on XMP. A packet that holds more is read as far as they reach.
const (
	maxPacket   = 8 << 20 // bytes of one packet, or of all parts of one that was split
	maxDepth    = 32      // elements within elements
	maxElements = 100_000 // elements and attributes
	maxSpace    = 100     // bytes of a namespace's name: those of XMP have 56 at most
)

// Namespaces of XMP, as they stand before a property's name. Facts are from ISO
// 16684-1, the IPTC Photo Metadata Standard 2021.1, the MWG's guidelines 2.0 and
// what programs write.
const (
	nsRDF        = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsXML        = "http://www.w3.org/XML/1998/namespace"
	nsDC         = "http://purl.org/dc/elements/1.1/"
	nsXMP        = "http://ns.adobe.com/xap/1.0/"
	nsNote       = "http://ns.adobe.com/xmp/note/"
	nsEXIF       = "http://ns.adobe.com/exif/1.0/"
	nsEXIFEX     = "http://cipa.jp/exif/1.0/"
	nsTIFF       = "http://ns.adobe.com/tiff/1.0/"
	nsPhotoshop  = "http://ns.adobe.com/photoshop/1.0/"
	nsLightroom  = "http://ns.adobe.com/lightroom/1.0/"
	nsDigikam    = "http://www.digikam.org/ns/1.0/"
	nsMicrosoft  = "http://ns.microsoft.com/photo/1.0/"
	nsMicrosoft2 = "http://ns.microsoft.com/photo/1.0" // as some versions wrote it
	nsMP         = "http://ns.microsoft.com/photo/1.2/"
	nsMPRI       = "http://ns.microsoft.com/photo/1.2/t/RegionInfo#"
	nsMPReg      = "http://ns.microsoft.com/photo/1.2/t/Region#"
	nsMWG        = "http://www.metadataworkinggroup.com/schemas/regions/"
	nsIPTC       = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
	nsIPTCExt    = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
)

// property is a value in XMP: a text, a list, or named values of its own.
type property struct {
	text   string
	lang   string     // of a text; "" is not said
	items  []property // of a Seq, a Bag or an Alt
	fields packet
}

// packet holds properties by namespace and name, as in nsDC+"title". Of several
// with one name the first counts.
type packet map[string]property

// add puts a property in, if none of its name is there.
func (p *packet) add(name xml.Name, v property) {
	if *p == nil {
		*p = packet{}
	}
	n := joined(name)
	if _, there := (*p)[n]; !there && n != "" && name.Space != "xmlns" {
		(*p)[n] = v
	}
}

// joined gives a name as a packet has it; "" for one of no namespace that XMP has. One
// of a megabyte, declared once, would be written out anew for each name in it.
func joined(name xml.Name) string {
	if len(name.Space) > maxSpace {
		return ""
	}
	return name.Space + name.Local
}

// readXMP reads a packet: one in a picture and one in a file of its own are the
// same. There is no XMP in it if the result is nil. What stands before a fault is
// read.
//
// encoding/xml resolves no entities but the five of XML itself, and fetches nothing.
func readXMP(data []byte) packet {
	if len(data) > maxPacket {
		data = data[:maxPacket]
	}
	d := xml.NewDecoder(bytes.NewReader(wellEncoded(data)))
	d.Strict = false // an ampersand that somebody forgot to escape is no reason to forget a title
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	r := xmpReader{tokens: d}
	for r.err == nil {
		if start, ok := r.next().(xml.StartElement); ok && start.Name == (xml.Name{Space: nsRDF, Local: "Description"}) {
			if r.all == nil {
				r.all = packet{}
			}
			r.resource(start, &r.all, 1)
		}
	}
	return r.all
}

// wellEncoded gives a packet in UTF-8, and without characters that XML forbids.
func wellEncoded(data []byte) []byte {
	big, little := bytes.HasPrefix(data, []byte("\xfe\xff")) || bytes.HasPrefix(data, []byte("\x00<")),
		bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("<\x00"))
	switch {
	case big:
		data, _ = unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().Bytes(data)
	case little:
		data, _ = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
	case !utf8.Valid(data):
		head := bytes.ToLower(data[:min(len(data), 100)])
		if bytes.Contains(head, []byte("iso-8859-1")) || bytes.Contains(head, []byte("windows-1252")) {
			data, _ = charmap.Windows1252.NewDecoder().Bytes(data)
		}
		data = bytes.ToValidUTF8(data, []byte(" "))
	}
	return bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			return ' '
		}
		return r
	}, data)
}

// xmpReader reads RDF as XMP uses it.
type xmpReader struct {
	tokens   *xml.Decoder
	all      packet
	elements int
	err      error
}

// next gives the next token; nil at the end, or where there is too much.
func (r *xmpReader) next() xml.Token {
	if r.err != nil {
		return nil
	}
	token, err := r.tokens.Token()
	if err != nil {
		r.err = err
		return nil
	}
	if start, ok := token.(xml.StartElement); ok {
		if r.elements += 1 + len(start.Attr); r.elements > maxElements {
			r.err = reason("it holds too much")
			return nil
		}
	}
	return token
}

// children calls each element within the one that was just begun, which reads it to
// its end, and gives the text beside them.
func (r *xmpReader) children(depth int, each func(xml.StartElement)) string {
	var text strings.Builder
	for {
		switch token := r.next().(type) {
		case nil, xml.EndElement:
			return strings.TrimSpace(text.String())
		case xml.CharData:
			text.Write(token)
		case xml.StartElement:
			if depth >= maxDepth {
				r.err = reason("it is nested too deep")
				continue
			}
			each(token)
		}
	}
}

// resource adds the properties of an rdf:Description: they are attributes or
// elements.
func (r *xmpReader) resource(start xml.StartElement, to *packet, depth int) {
	attributes(start, to)
	r.children(depth, func(child xml.StartElement) {
		to.add(child.Name, r.value(child, depth+1))
	})
}

// attributes adds the simple properties that are written as attributes.
func attributes(start xml.StartElement, to *packet) {
	for _, a := range start.Attr {
		if a.Name.Space != "" && a.Name.Space != nsRDF && a.Name.Space != nsXML {
			to.add(a.Name, property{text: strings.TrimSpace(a.Value)})
		}
	}
}

// value reads a property's element.
func (r *xmpReader) value(start xml.StartElement, depth int) property {
	v := property{}
	attributes(start, &v.fields)
	resource := ""
	for _, a := range start.Attr {
		switch joined(a.Name) {
		case nsXML + "lang":
			v.lang = strings.ToLower(a.Value)
		case nsRDF + "resource":
			resource = a.Value
		}
	}
	v.text = r.children(depth, func(child xml.StartElement) {
		switch joined(child.Name) {
		case nsRDF + "Seq", nsRDF + "Bag", nsRDF + "Alt":
			r.children(depth+1, func(li xml.StartElement) {
				v.items = append(v.items, r.value(li, depth+2))
			})
		case nsRDF + "Description":
			r.resource(child, &v.fields, depth+1)
		default: // a structure's, with or without parseType="Resource"
			v.fields.add(child.Name, r.value(child, depth+1))
		}
	})
	if v.text == "" {
		v.text = resource
	}
	if qualified, ok := v.fields[nsRDF+"value"]; ok {
		v.text = qualified.text
	}
	return v
}

// text gives the first of the properties that has one. Of a list of alternatives it
// is the default, of another list the first.
func (p packet) text(names ...string) string {
	for _, n := range names {
		if s := p[n].plain(); s != "" {
			return s
		}
	}
	return ""
}

// texts gives all texts of a list, or the one of a simple property.
func (p packet) texts(name string) []string {
	v := p[name]
	if len(v.items) == 0 && v.text != "" {
		return []string{v.text}
	}
	var out []string
	for _, item := range v.items {
		if s := item.plain(); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// plain is a value's text.
func (v property) plain() string {
	for _, item := range v.items {
		if item.lang == "x-default" && item.text != "" {
			return item.text
		}
	}
	for _, item := range v.items {
		if item.text != "" {
			return item.text
		}
	}
	return v.text
}
