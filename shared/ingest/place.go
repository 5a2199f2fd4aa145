package ingest

import "shoebox/shared/gallery"

// merged is a place completed by another: where it is, and what people call it. A name
// that belongs to other coordinates is left out.
func merged(p, other gallery.Place) gallery.Place {
	fixed := p.Lat != 0 || p.Lon != 0
	if !fixed {
		p.Lat, p.Lon = other.Lat, other.Lon
	}
	if !named(p) && (!fixed || (p.Lat == other.Lat && p.Lon == other.Lon)) {
		p.City, p.Region, p.Country = other.City, other.Region, other.Country
	}
	return p
}

func named(p gallery.Place) bool { return p.City != "" || p.Region != "" || p.Country != "" }

// placed gives a place that has coordinates alone the names of what is nearest.
func (in *Ingester) placed(p gallery.Place) gallery.Place {
	if in.Places == nil || named(p) || p.Lat == 0 && p.Lon == 0 {
		return p
	}
	if near, ok := in.Places.Nearest(p.Lat, p.Lon); ok {
		p.City, p.Region, p.Country = near.City, near.Region, near.Country
	}
	return p
}
