package alexa

import (
	"encoding/json"
	"strconv"
	"strings"

	"shoebox/intents"
)

// viewport is what the person looks at.
type viewport struct {
	Mode               string   `json:"mode"`
	Shape              string   `json:"shape"`
	DPI                float64  `json:"dpi"`
	PixelWidth         float64  `json:"pixelWidth"`
	PixelHeight        float64  `json:"pixelHeight"`
	CurrentPixelWidth  float64  `json:"currentPixelWidth"`
	CurrentPixelHeight float64  `json:"currentPixelHeight"`
	Touch              []string `json:"touch"`
}

// screen tells what the device can show. Without APL, or with one older than our
// documents need, that is nothing (A1, A2).
func (e *envelope) screen() intents.Screen {
	raw, there := e.Context.System.Device.SupportedInterfaces[aplInterface]
	if !there {
		return intents.Screen{}
	}
	var apl struct {
		Runtime struct {
			MaxVersion string `json:"maxVersion"`
		} `json:"runtime"`
	}
	_ = json.Unmarshal(raw, &apl) // an odd shape has no version, and so shows nothing
	if older(apl.Runtime.MaxVersion, oldestAPL) {
		return intents.Screen{}
	}
	s := intents.Screen{Shows: true, Turns: true, APL: apl.Runtime.MaxVersion, InFront: e.inFront()}
	if v := e.Context.Viewport; v != nil {
		s.Round = strings.EqualFold(v.Shape, shapeRound)
		s.Touch = len(v.Touch) > 0
		s.Width = independent(v.CurrentPixelWidth, v.PixelWidth, v.DPI)
		s.Height = independent(v.CurrentPixelHeight, v.PixelHeight, v.DPI)
	}
	return s
}

// independent turns pixels into density-independent ones: 160 to the inch. 0 is
// unknown.
func independent(current, whole, dpi float64) int {
	px := current
	if px <= 0 {
		px = whole
	}
	if px <= 0 || px > 1e5 || dpi <= 0 {
		return 0
	}
	return int(px*160/dpi + 0.5)
}

// older compares versions part by part as numbers: "1.9" is older than "2022.1",
// and "1.10" newer than "1.9" (A1). What is no version is older than any.
func older(a, b string) bool {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range max(len(as), len(bs)) {
		x, y := part(as, i), part(bs, i)
		if x != y {
			return x < y
		}
	}
	return false
}

func part(version []string, i int) int {
	if i >= len(version) {
		return 0
	}
	n, err := strconv.Atoi(version[i])
	if err != nil {
		return -1
	}
	return n
}
