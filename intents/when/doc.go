// Package when reads time expressions: "last summer", "two weeks ago", "between
// June and August 2019", and Alexa's date values ("2024-W30"), each against a
// reference time and in its zone, as half-open spans.
//
// Photographs lie in the past: what could mean the future means its last
// occurrence. What is no date is an error, and the words stay words.
//
// It is pure: no clock, no I/O, no gallery. phrase finds time expressions in free
// text with it, and intents reads date slots.
package when
