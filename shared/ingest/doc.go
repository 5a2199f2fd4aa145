// Package ingest makes photos of files and records: what goes into a gallery goes
// through here.
//
// Every picture takes the same road, whoever brings it, in steps that are small
// functions with a result of their own, and of which each may fail with a reason that
// a person understands:
//
//	sniff     what kind of file it is, by its first bytes       -> format
//	sum       how the file is known, whatever it is called      -> identity
//	known     whether the gallery has it; if so, it comes back
//	          from the trash, and again completes it            -> gallery.Photo
//	read      what the picture says of itself                   -> metadata
//	place     what people call where it was taken               -> gallery.Place
//	Takes     whether the gallery would take it (gallery's)
//	decoded   its pixels, in the memory and the time there is     -> image.Image
//	render    what is shown of it, small and upright            -> developed
//	store     its objects in the bucket                         -> gallery.Objects
//	add       the photo in the gallery, and those alike         -> Result
//	Label     what it shows, once it is there
//
// [Ingester.Picture] takes one picture that somebody sends, [Ingester.Items] files with
// what is said of them, [Ingester.Records] JSON lines that may name pictures.
// [Ingester.Redevelop] makes anew what is shown of a photo.
//
// All can be stopped and run again, twice at once too: a photo's id comes from its
// record or from its content, its objects lie under its id and are written before it is
// added, and gallery refuses what it has. What comes again completes the photo, where
// nobody edited it. Who sends a file whose photo lies in the trash wants it back, unless
// it went there after the file was sent; an import leaves it there.
//
// It decides nothing about photos that are there: that is gallery's. Renditions
// are those photolink names, what exports of other galleries look like is export's, how
// HEIC is decoded is heif's, and what waits to be brought in is inbox's.
package ingest
