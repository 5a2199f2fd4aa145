// Command bench measures the gallery over the embedded store: what searches and
// additions cost in requests and DynamoDB's units, and how long they take, at
// several sizes. What that comes to for many galleries is package growth's.
//
//	go run ./deploy/bench [-photos 1000,20000,100000] [-searches 400] [-dir DIR]
//	go run ./deploy/bench -lambda build [-starts 60] [-invocations 2000]    measures the Lambda functions that lie there
//	go run ./deploy/bench -ingest build [FILE...]    measures the function that makes photos, also of these files
//	go run ./deploy/bench -import 1000 [-dir DIR]    measures shoebox import over pictures of 12 megapixels
//	go run ./deploy/bench -acts [-searches 400]    measures what people do, into growth/measured.json (minutes)
//	go run ./deploy/bench -cost [-update]          prints what growth costs, or writes it into DESIGN.md
//
// The albums are gallerytest's: trips that share place, people and subjects. A
// "cold" search is the first of a process, which knows nothing of the gallery's
// terms; a "warm" one knows their counts, as after understanding the words with
// the gallery's vocabulary. Units are by DynamoDB's rounding rules; times are the
// embedded store's. A page is not whole when it was cut short: a search that has
// something to show after 1,000 postings stops there. What is there instead of
// nothing is measured by a process that has just found nothing, over wishes of
// things that never met; there "exact" is that every total offered is, and "whole"
// that something is offered.
//
// The Lambda functions run as deploy/runtimeapi runs them, by turns with a bare
// aws-lambda-go handler (folder bare) that was built the same way and gives the same
// answers to the same events. "Cold" is from the process's start through its first
// answer, "warm" an event whose answer needs no table, memory the most the process
// held. What is over its bound has an exclamation mark.
//
// Making photos is measured of pictures that are dropped into a bucket of versitygw, over
// DynamoDB Local, each time of a file that no gallery has; the function has 1,769 MB and
// runs on one processor, as it does in AWS.
//
// Pictures to import are made of the sample album's, enlarged, with a sensor's noise;
// 1,000 take 5 GB and some minutes. They are imported by the command as it is built,
// beside which some are decoded by image/jpeg alone, before and after.
package main
