// Package when reads time expressions: "last summer", "two weeks ago", "between
// June and August 2019", and Alexa's date values ("2024-W30"), each against a
// reference time and in its zone, as half-open spans.
//
// Photographs lie in the past: what could mean the future means its last
// occurrence, the last one that has begun. "December" in November is last year's,
// "Friday" on a Friday is today, "this weekend" on a Wednesday is the last one. What
// says that it means the future ("tomorrow", "next week") means it. What is no date
// is an error, and the words stay words: "Feb 30".
//
// Where people mean different things, these are chosen:
//
//   - "last summer" is the last that is over, and "last Friday" too; "last
//     September" is last year's.
//   - "two weeks ago" is that calendar week, "a year ago" that year; "1 month 21 days
//     ago" and "a year ago today" are days.
//   - "past 3 weeks" ends with the present moment; "last week" is a calendar week.
//   - Weeks begin on Monday, and belong to the month or year that has their
//     Thursday. Seasons are meteorological; the one that spans New Year has the
//     year it begins in.
//   - "4 to 22 January" and "June to August" have their ends; "2014 to 2018", where
//     both years are said, ends where 2018 begins, and "2014 through 2018" where it
//     ends.
//   - "early July" is up to the 15th, "mid" the 10th to 20th, "late" from the 16th;
//     of a year each is a half.
//   - Holidays are single days.
//
// A language is data: words with what they stand for, and rules over classes of
// words (english.go and english_rules.go, and so for German and Spanish), read by one
// engine (compile.go, grammar.go). It is made ready when it is first read with
// (language.go).
// The functions that make times of a rule's parts are in a file by subject.
//
// It is pure: no clock, no I/O, no gallery. phrase finds time expressions in free
// text with it, and intents reads date slots.
package when
