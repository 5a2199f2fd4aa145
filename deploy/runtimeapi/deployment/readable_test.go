package deployment_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

// What is not the same twice: where the stage is, how long a link to an object is good,
// the ids of new uploads, and the hashes of the page's files, which are made anew with
// each change of them.
var fleeting = []struct {
	is *regexp.Regexp
	as string
}{
	{regexp.MustCompile(`http://127\.0\.0\.1:\d+(/shoebox-local/[^?]*)\?X-Amz-[^"]*`), "http://STAGE$1?PRESIGNED"},
	{regexp.MustCompile(`(incoming/\w{26}/)\w{26}`), "${1}UPLOAD"},
	{regexp.MustCompile(`("put":\{"expires":)"[^"]*"`), `$1"LATER"`},
	{regexp.MustCompile(`("id":)"\w{26}"(,"name":"[^"]*","put":)`), `$1"UPLOAD"$2`},
	{regexp.MustCompile(`((?:data:|blob:|'self') )http://127\.0\.0\.1:\d+`), "${1}http://STAGE"},
	{regexp.MustCompile(`("etag":"(?:W/)?\\"(?:\d+-)?)[\w-]+`), "${1}HASH"},
}

// readable gives an answer with that blotted out, and with what is JSON within it read.
func readable(t *testing.T, function string, body []byte) any {
	t.Helper()
	answer := decoded(t, body)
	fields, isObject := answer.(map[string]any)
	inner, isText := fields["body"].(string)
	switch {
	case function == "alexa" || !isObject || !isText:
	case json.Valid([]byte(inner)):
		fields["body"] = decoded(t, []byte(inner))
	case function == "web":
		_, rest, _ := strings.Cut(inner, "<title>")
		fields["body"], _, _ = strings.Cut(rest, "</title>")
	}
	var written bytes.Buffer
	encoder := json.NewEncoder(&written)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(answer); err != nil {
		t.Fatal(err)
	}
	text := written.Bytes()
	for _, f := range fleeting {
		text = f.is.ReplaceAll(text, []byte(f.as))
	}
	return decoded(t, text)
}
