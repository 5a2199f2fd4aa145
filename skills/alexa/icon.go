package alexa

import _ "embed"

// The pictures of the skill in Amazon's store: the page's shoebox. The manifest names
// them by their place in the skill package.
const (
	inPackage     = "file://"
	smallIconPath = "assets/images/icon-small.png"
	largeIconPath = "assets/images/icon-large.png"
	smallIconSize = 108 // pixels, each way
	largeIconSize = 512
)

//go:embed icon/small.png
var smallIcon []byte

//go:embed icon/large.png
var largeIcon []byte
