// Package heif decodes the pictures that telephones keep as HEIC (ISO/IEC 23008-12),
// turned and cropped as the file says.
//
// What decodes them is libheif 1.18.2 with libde265 1.0.15, as WebAssembly: the build
// of github.com/gen2brain/heic v0.4.5, embedded. That module itself bounds neither memory
// nor time, reads a header of at most 32 KB, and at every start looks for a libheif of the
// machine's. Here a picture has
//
//   - a look at its structure first: one that is put together from too many others is
//     refused before anything is decoded,
//   - a sandbox of its own, which sees no file, no clock and nothing of the machine, with a
//     bound on its memory,
//   - a process to be decoded in, which stays for the next ones, knows nothing of the
//     environment, and is killed when the picture's time or its context is over.
//
// The processes are there because nothing in a process stops the machine code that the
// decoder becomes, not even a garbage collection, which would have everybody wait. They are
// the same executable, which [Open] tells what it is for. Each compiles the decoder when it
// starts, in some 0.4 seconds of a processor.
//
// It reads no metadata: that is ingest's. The licences lie in this folder: the LGPL for
// libheif and libde265, MIT for what joins them.
package heif
