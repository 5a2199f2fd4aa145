package e2e_test

import (
	"encoding/json"
	"math"
	"net/http"
	"testing"

	"github.com/bbrks/go-blurhash"
)

// hazes are the first photos' blurhashes, and what the page paints of them: red, green and
// blue of 20 by 20 pixels.
type haze struct {
	Hash   string
	Pixels []int
}

func TestAPhotoIsABlurOfItselfUntilItIsThere(t *testing.T) {
	b := browse(t, serve(t))
	b.open("/signin") // so that the app is there
	b.is("the app is there", heading)
	b.do(`(() => { const ask = window.fetch; window.fetch = async (...args) => { const answer = await ask(...args); if (String(args[0]).startsWith("/api/photos?")) window.page = await answer.clone().json(); return answer; } })()`)
	come := b.held("*/i/*", http.MethodGet)
	b.do(`[...document.querySelectorAll("button")].find(x => x.textContent.includes("sample album")).click()`)
	b.is("blurs are there before the photos are", `document.querySelectorAll(".tile:not(.here) .haze").length > 3`)
	b.do(`window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) window.shift += e.value }).observe({type: "layout-shift"})`)
	var painted []haze
	raw := value[string](b, `JSON.stringify([...document.querySelectorAll("li:has(.haze)")].slice(0, 5).map(li => ({
		Hash: window.page.photos.find(p => p.id === li.dataset.id).blurhash,
		Pixels: [...li.querySelector(".haze").getContext("2d").getImageData(0, 0, 20, 20).data],
	})))`)
	if err := json.Unmarshal([]byte(raw), &painted); err != nil || len(painted) == 0 {
		t.Fatalf("got %d blurs, %v", len(painted), err)
	}
	for _, h := range painted {
		want, err := blurhash.Decode(h.Hash, 20, 20, 1)
		if err != nil {
			t.Fatal(err)
		}
		for at := range 20 * 20 {
			red, green, blue, _ := want.At(at%20, at/20).RGBA()
			for part, v := range []uint32{red, green, blue} {
				// The library halves what is darkest; the rest is rounded.
				if got := h.Pixels[4*at+part]; got > 12 && math.Abs(float64(got)-float64(v>>8)) > 2 {
					t.Fatalf("%s: pixel %d: got %v, want %d %d %d", h.Hash, at, h.Pixels[4*at:4*at+3], red>>8, green>>8, blue>>8)
				}
			}
		}
	}
	come()
	b.do(`document.querySelectorAll(".tile img").forEach(i => i.loading = "eager")`)
	b.is("the photos take their places", `document.querySelectorAll(".tile.here").length === document.querySelectorAll(".tile").length && !document.querySelector(".haze")`)
	if shift := value[float64](b, `window.shift`); shift > 0.05 {
		t.Errorf("the page jumped by %.3f while photos came, want at most 0.05", shift)
	}
}
