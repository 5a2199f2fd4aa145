// Package rekognition sees what is in a picture by asking Amazon Rekognition: its
// operation DetectLabels with the feature GENERAL_LABELS, through the SDK.
//
// A [Labeler] sends a rendition's JPEG, of at most 5 MB, and gives labels with their
// confidence, parents and aliases as package gallery keeps them. What is answered is
// a stranger's: a label that no gallery would keep (without a name, with one of
// control characters or over 100 characters, with a confidence that is none) is left
// out, one that comes twice is taken once, and of an answer no more is read than
// fits. Faces are not looked for, and nobody is recognised.
//
// Throttled and Unavailable errors may succeed later; the SDK's retryer has then
// tried already, within the deadline. A picture that Rekognition can't read or does not
// take has no labels, which is no error. Denied is for who runs this: the role lacks
// the permission rekognition:DetectLabels, or the service is not to be had. No error
// holds what was answered but its code.
//
// What it costs: Rekognition asks about $0.001 a picture for the first million in a
// month and region, whatever is found, so that a cap of 1,000 pictures per gallery
// and month is about a dollar. Counting, and not asking twice about one picture, is
// up to package ingest; a retry after an answer was lost may be paid for twice.
// Amazon may keep what it is asked to improve the service, unless the organization of
// the account has opted out of that (AWS Organizations, "AI services opt-out policy").
//
// It stores nothing and knows no gallery. Only the function that brings photos in
// links it.
package rekognition
