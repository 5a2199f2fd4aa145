// Package when reads time expressions: "last summer", "two weeks ago", "between
// June and August 2019", "weekends in July", "Christmas of 2019 and 2021", and
// Alexa's date values ("2024-W30"), each against a reference time and in its zone,
// as half-open spans: mostly one, several where several are meant. It says spans
// back in words that it understands.
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
//     September" is last year's. "The last two summers" are two spans.
//   - "two weeks ago" is that calendar week, "a year ago" that year; "1 month 21 days
//     ago" and "a year ago today" are days.
//   - "past 3 weeks" ends with the present moment, and so does "in the last year";
//     "last week" is a calendar week.
//   - Weeks begin on Monday, and belong to the month or year that has their
//     Thursday. Seasons are meteorological; the one that spans New Year has the
//     year it begins in.
//   - "4 to 22 January" and "June to August" have their ends; "2014 to 2018", where
//     both years are said, ends where 2018 begins, and "2014 through 2018" where it
//     ends. "Christmas from 2014 to 2018" is five days.
//   - "early July" is up to the 15th, "mid" the 10th to 20th, "late" from the 16th;
//     of a year each is a half.
//   - Holidays are single days, but for those that are several ("Hanukkah").
//   - "Mondays", "every Christmas" mean every one: in a period those in it, else as
//     far back from now as sixty years, or as many as MaxSpans, reach. Weekends are
//     cut where their period ends; a season or holiday belongs to the period it
//     begins in.
//   - "July 2019 and 2021" is July of both; "December and January 2020" is one winter.
//     "After 2010 and before 2015" is what both have in common.
//   - "Friday's" is one Friday's, "Fridays" are all.
//   - "el segundo cuatrimestre" is the second four months of a year.
//
// A language is data: words with what they stand for, and rules over classes of
// words (english.go and english_rules.go, and so for German and Spanish; what all say
// in one shape is in several_rules.go), read by one engine (compile.go, grammar.go).
// It is made ready when it is first read with (language.go). The functions that make
// times of a rule's parts are in a file by subject.
//
// It is pure: no clock, no I/O, no gallery. phrase finds time expressions in free
// text with it, and intents reads date slots.
package when
