package alexasim

// The screens a device can have.
const (
	Hub      = "hub"      // an Echo Show 8
	Small    = "small"    // an Echo Show 5
	Large    = "large"    // an Echo Show 10
	Wide     = "wide"     // an Echo Show 15 or 21, as it hangs across
	Portrait = "portrait" // the same upright
	Round    = "round"    // an Echo Spot
	TV       = "tv"       // a Fire TV
	None     = "none"     // an Echo: nothing to see
)

// Display is a screen of those a device can have.
type Display struct {
	Name  string `json:"name"`
	Label string `json:"label"` // the device it is of
	Mode  string `json:"mode"`  // as a document reads it: hub, tv
	Shape string `json:"shape"` // rectangle, round
	// Width and Height are in density-independent pixels.
	Width  int  `json:"width"`
	Height int  `json:"height"`
	DPI    int  `json:"dpi"`
	Touch  bool `json:"touch"`
}

// Displays are all screens.
func Displays() []Display {
	return []Display{
		{Name: Hub, Label: "Echo Show 8", Mode: "hub", Shape: "rectangle", Width: 960, Height: 600, DPI: 213, Touch: true},
		{Name: Small, Label: "Echo Show 5", Mode: "hub", Shape: "rectangle", Width: 960, Height: 480, DPI: 160, Touch: true},
		{Name: Large, Label: "Echo Show 10", Mode: "hub", Shape: "rectangle", Width: 1280, Height: 800, DPI: 160, Touch: true},
		{Name: Wide, Label: "Echo Show 15", Mode: "hub", Shape: "rectangle", Width: 1920, Height: 1080, DPI: 160, Touch: true},
		{Name: Portrait, Label: "Echo Show 15, upright", Mode: "hub", Shape: "rectangle", Width: 1080, Height: 1920, DPI: 160, Touch: true},
		{Name: Round, Label: "Echo Spot", Mode: "hub", Shape: "round", Width: 480, Height: 480, DPI: 160, Touch: true},
		{Name: TV, Label: "Fire TV", Mode: "tv", Shape: "rectangle", Width: 960, Height: 540, DPI: 320},
	}
}

// displayOf is the screen of that name; false is none.
func displayOf(name string) (Display, bool) {
	for _, d := range Displays() {
		if d.Name == name {
			return d, true
		}
	}
	return Display{}, false
}

// viewport is what a screen says of itself.
func (d Display) viewport() map[string]any {
	// As far as a whole number of pixels goes: 960 dp are 1278 pixels of 213 to the
	// inch, and such a screen has 1280.
	pixels := func(dp int) int { return (dp*d.DPI/160 + 9) / 10 * 10 }
	v := map[string]any{
		"experiences":        []any{map[string]any{"arcMinuteWidth": 246, "arcMinuteHeight": 144, "canRotate": false, "canResize": false}},
		"mode":               map[string]string{"hub": "HUB", "tv": "TV"}[d.Mode],
		"shape":              map[string]string{"rectangle": "RECTANGLE", "round": "ROUND"}[d.Shape],
		"pixelWidth":         pixels(d.Width),
		"pixelHeight":        pixels(d.Height),
		"currentPixelWidth":  pixels(d.Width),
		"currentPixelHeight": pixels(d.Height),
		"dpi":                d.DPI,
		"video":              map[string]any{"codecs": []string{"H_264_42", "H_264_41"}},
	}
	if d.Touch {
		v["touch"] = []string{"SINGLE"}
	} else {
		v["keyboard"] = []string{"DIRECTION"}
	}
	return v
}
