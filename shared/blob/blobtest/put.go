package blobtest

import (
	"errors"
	"io"
	"strings"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

func putCases() []testCase {
	return []testCase{
		{"what was put is there, with its type and size", func(h *harness) {
			h.put("a.jpg", "picture")
			h.wantObject("a.jpg", "picture", jpeg)
		}},
		{"an object without a byte is one", func(h *harness) {
			h.put("empty", "")
			h.wantObject("empty", "", jpeg)
		}},
		{"a large object comes whole", func(h *harness) {
			words := strings.Repeat("0123456789abcdef", 300<<10)
			h.put("large", words)
			h.wantObject("large", words, jpeg)
		}},
		{"a type is kept as everybody writes it", func(h *harness) {
			h.check(h.write("text", "words", blob.PutOptions{Content: blob.Describe("Text/Plain;Charset=UTF-8", []byte("words"))}))
			h.wantObject("text", "words", "text/plain; charset=UTF-8")
		}},
		{"a second put takes the place of the first", func(h *harness) {
			h.put("a", "the first, which is longer")
			h.check(h.write("a", "the second", blob.PutOptions{Content: blob.Describe("image/png", []byte("the second"))}))
			h.wantObject("a", "the second", "image/png")
		}},
		{"other content than was announced is refused, and nothing is left", func(h *harness) {
			wrong := blob.Describe(jpeg, []byte("picture"))
			h.wantKind(h.write("a", "PICTURE", blob.PutOptions{Content: wrong}), fault.Invalid)
			h.wantNone()
		}},
		{"a replacement that is refused leaves what was there", func(h *harness) {
			h.put("a", "picture")
			wrong := blob.Describe("image/png", []byte("another"))
			h.wantKind(h.write("a", "ANOTHER", blob.PutOptions{Content: wrong}), fault.Invalid)
			h.wantObject("a", "picture", jpeg)
		}},
		{"another size than was announced is refused, and nothing is left", func(h *harness) {
			for _, words := range []string{"", "pictur", "pictures"} {
				h.wantKind(h.write("a", words, blob.PutOptions{Content: blob.Describe(jpeg, []byte("picture"))}), fault.Invalid)
			}
			h.wantNone()
		}},
		{"a body that breaks off is its own error, and nothing is left", func(h *harness) {
			words := strings.Repeat("picture", 100_000)
			for _, broken := range []error{errTorn, fault.New("test", fault.Denied, "not yours")} {
				err := h.Put(h.Context(), h.key("a"), &torn{strings.NewReader(words), 1000, broken}, blob.PutOptions{Content: blob.Describe(jpeg, []byte(words))})
				if !errors.Is(err, broken) {
					h.Fatalf("got %v, want %v", err, broken)
				}
				h.wantKind(err, fault.Of(broken))
			}
			h.wantNone()
		}},
		{"an announcement that makes no sense is refused", func(h *harness) {
			good := blob.Describe(jpeg, []byte("picture"))
			change := func(f func(*blob.Content)) blob.Content {
				c := good
				f(&c)
				return c
			}
			for _, tt := range []struct {
				content blob.Content
				kind    fault.Kind
			}{
				{blob.Content{}, fault.Invalid},
				{change(func(c *blob.Content) { c.Type = "" }), fault.Invalid},
				{change(func(c *blob.Content) { c.Type = "a picture" }), fault.Invalid},
				{change(func(c *blob.Content) { c.Type = "image/" + strings.Repeat("x", 250) }), fault.Invalid},
				{change(func(c *blob.Content) { c.Size = -1 }), fault.Invalid},
				{change(func(c *blob.Content) { c.SHA256 = blob.Sum{} }), fault.Invalid},
				{change(func(c *blob.Content) { c.Size = blob.MaxSize + 1 }), fault.TooLarge},
			} {
				h.wantKind(h.write("a", "picture", blob.PutOptions{Content: tt.content}), tt.kind)
			}
			h.wantNone()
		}},
	}
}

var errTorn = errors.New("torn")

// torn is a body that breaks off.
type torn struct {
	*strings.Reader
	after int64
	err   error
}

func (t *torn) Read(p []byte) (int, error) {
	at, err := t.Seek(0, io.SeekCurrent)
	if err != nil {
		return 0, err
	}
	if at >= t.after {
		return 0, t.err
	}
	return t.Reader.Read(p[:min(int64(len(p)), t.after-at)])
}

// WriteTo hides that of the reader, which would not break off.
func (t *torn) WriteTo(io.Writer) (int64, error) { return 0, t.err }
