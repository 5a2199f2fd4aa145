package ingest

import "strings"

// bySomebody gives the first text that a person may have written.
func bySomebody(texts ...string) string {
	for _, s := range texts {
		if s != "" && !byCamera(s) {
			return s
		}
	}
	return ""
}

// byCamera reports whether a text is no person's: what cameras, telephones and
// programs write into every picture, or the name of a file.
func byCamera(s string) bool {
	s = strings.ToUpper(s)
	for _, begin := range []string{
		"DCIM", "SONY DSC", "MINOLTA DSC", "KONICA MINOLTA", "DIGITAL STILLCAMERA",
		"EXIF_JPEG", "EXIF JPEG", "CREATOR: GD-JPEG", "FILE WRITTEN BY",
	} {
		if strings.HasPrefix(s, begin) {
			return true
		}
	}
	switch s {
	case "DIGITAL IMAGE", "MY BEAUTIFUL PICTURE", "SAMSUNG", "UNTITLED", "DEFAULT":
		return true
	}
	fileName := strings.HasSuffix(s, ".JPG") && !strings.Contains(s, " ")
	return fileName || strings.HasSuffix(s, "DIGITAL CAMERA") || strings.Trim(s, " .-_*0") == ""
}
