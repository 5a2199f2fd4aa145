package gallery

// ID names the gallery: what keys of its photos' files begin with.
func (g *Gallery) ID() ID { return g.id }
