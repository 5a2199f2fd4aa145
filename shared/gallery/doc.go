// Package gallery is the photo gallery: its nouns, its rules, and its search.
//
// A [Galleries] keeps many galleries in one table. [Galleries.As] gives the one
// gallery a member may use, bound to their role: every operation is on a
// [Gallery], so nothing can read across, and nothing is allowed or refused
// anywhere else.
//
// Search reads covering postings: for every (gallery, term) a list of photos in
// the order they were taken, each posting carrying the photo's other terms, so
// that a search reads the rarest list alone and filters in place. Its cost does
// not grow with the gallery. Of alternatives it reads the rarest list of each, of
// several stretches of time nothing that lies far between them. Where a search finds
// nothing, [Gallery.Instead] says what is there instead. See index.go for the items,
// plan.go for what is read, and spread.go for how time is cut up.
//
// What was found out about a photo later is a [Findings]: [Gallery.Refine] fills it in
// where no person has edited. Photos that look alike are found by bands of a hash
// ([Gallery.Similar]), read in sixteen small requests at any size. See similar.go.
//
// What is deleted leaves a note of its objects until they are gone, and a calendar says
// which galleries have trash to be emptied ([Galleries.Due]): see removal.go and due.go.
// Who does so is retention, and doctor finds what does not fit together.
//
// A gallery has members, who are invited by a code, and a [Profile]. What of it is
// shown to strangers is a [Share]: a link that ends, whose [View] cannot be widened.
// How much may be there says its quota ([Gallery.Usage]). [Gallery.Destroy] removes it
// with all there is of it. See member.go for the items.
//
// It knows no channel, no HTTP, no words people say: phrase turns those into a
// [Query], and intents turns a [Page] into a reply. How photos get here is
// ingest's; where they lie is table's.
package gallery
