package ingest_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"shoebox/shared/ingest"
)

// What a picture or a sidecar says takes memory by its own size, whatever it says.
func TestWordsLightNoBomb(t *testing.T) {
	const mega = 1 << 20
	var properties strings.Builder
	for n := range 10_000 {
		fmt.Fprintf(&properties, ` a:b%d=""`, n)
	}
	far := `xmlns:a="` + strings.Repeat("n", mega) + `"`
	tree := strings.Repeat("a|", 2*mega) + "leaf"
	blanks := append([]byte("\x89PNG\r\n\x1a\n\x02\x00\x00\x00tEXtRaw profile type exif\x00\nexif\n100\n"), bytes.Repeat([]byte("a "), 16*mega)...)
	tests := []struct {
		name string
		read func()
		most uint64 // bytes allocated in all
	}{
		{"properties in a namespace with a long name", sidecar(describing(far+properties.String(), "<dc:title>Bridge</dc:title>")), 32 * mega},
		{"elements in a namespace with a long name", sidecar(describing(far, strings.Repeat("<a:b><a:c/></a:b>", 5_000)+"<dc:title>Bridge</dc:title>")), 32 * mega},
		{"a keyword of many steps", sidecar(describing(`xmlns:lr="http://ns.adobe.com/lightroom/1.0/" lr:hierarchicalSubject="darktable|`+tree+`"`, "<dc:title>Bridge</dc:title>")), 64 * mega},
		{"a profile in hexadecimals with a blank behind each", func() { ingest.Says(blanks, clock()) }, 32 * mega},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if took := allocated(tt.read); took > tt.most {
				t.Errorf("it took %d MB, want %d at most", took>>20, tt.most>>20)
			}
		})
	}
	says, err := ingest.Sidecar(describing(far+properties.String(), "<dc:title>Bridge</dc:title>"))
	if err != nil || says.Title != "Bridge" {
		t.Errorf("got %+v, %v, want what else it says", says, err)
	}
}

func sidecar(data []byte) func() {
	return func() { _, _ = ingest.Sidecar(data) } // only its memory is looked at
}
