// Package export reads what other galleries write out, and what lies in folders: it
// gives each picture once, with what a sidecar says of it.
//
// Nobody says what kind of export a path is; what lies there does:
//
//   - Google Takeout, unpacked or in its .zip archives. A picture's sidecar may lie in
//     another part of the export; parts are known by the stamp that Takeout begins their
//     names with, and what was renamed is taken by itself. Sidecars are called after
//     the picture, cut short and numbered as Takeout does it; an edited picture shares
//     its original's. An album is a folder with a metadata file, whatever language the
//     folders are named in.
//   - Apple Photos, exported with XMP sidecars. The film of a Live Photo is passed over.
//   - Immich: the folders of its library, with XMP sidecars. Its own small copies are
//     passed over.
//   - PhotoPrism: originals, with YAML sidecars beside them or in its storage folder.
//   - Plain folders, files and .zip archives.
//
// A sidecar that is about another picture, or whose picture is not there, is reported
// and not applied. Nothing is written, and nothing outside the named paths is read,
// but the sidecars beside a file that is named, and PhotoPrism's storage beside its
// originals. Archives are not unpacked: an entry is read when its turn comes.
//
// [Open] looks at the paths, [Export.Items] walks them folder by folder. Of folders the
// names of one are held at a time, of archives those of all, as little as can be. A walk
// may find nothing for long: it tells where it is, and ends when its context does. What
// becomes of the items is ingest's. What an XMP sidecar says is read there, too.
package export
