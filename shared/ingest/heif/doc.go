// Package heif decodes the pictures that telephones keep as HEIC (ISO/IEC 23008-12),
// turned and cropped as the file says.
//
// What decodes them is libheif 1.18.2 with libde265 1.0.15, as WebAssembly: the build
// of github.com/gen2brain/heic v0.4.5, embedded. It runs in a sandbox of its own for
// each picture, with a bound on its memory and its time, and is compiled when the first
// picture comes, in some 0.4 seconds. That module itself bounds neither, reads a
// header of at most 32 KB, and at every start looks for a libheif of the machine's.
//
// It reads no metadata: that is ingest's. The licences lie in this folder: the LGPL for
// libheif and libde265, MIT for what joins them.
package heif
