package gallery

import "shoebox/shared/fault"

// MayChange says no, with Denied, to a member who may not change photos. Every
// method says so by itself: this is for who would do long work before.
func (g *Gallery) MayChange() error {
	const op = "gallery.MayChange"
	return fault.Wrap(op, g.mayChange(op))
}

// MayLook says no, with Denied, to who is no member. It is for who has something of
// the gallery already.
func (g *Gallery) MayLook() error {
	const op = "gallery.MayLook"
	return fault.Wrap(op, g.mayLook(op))
}
