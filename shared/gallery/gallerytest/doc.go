// Package gallerytest proves a gallery over any table: seeded albums of any size, an
// oracle that answers queries by looking at every photo, a mix of queries people
// would ask and of wishes that find nothing, and a conformance suite, [Run], that
// holds the gallery to the oracle, also while writes fail or are made twice.
//
// The oracle shares no code with the index: it has its own idea of what a word is.
// The benchmarks over the same albums are in deploy/bench.
package gallerytest
