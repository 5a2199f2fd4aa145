// Package intake makes photos of the files that arrive in the bucket: it takes what a
// queue says of objects that were created, and what was left behind.
//
// One file is one [Intake.Receive]: it takes the upload's lease, asks whether who sent
// the file may still add photos, looks at the file, hands it to ingest, notes what became
// of it, removes the file, and has the photo labelled. Each of these may fail, or its
// process end, and each may be done again, by several at once and in any order: the same
// file is the same photo, once. [Intake.Consume] is that for a Lambda function that SQS
// feeds with notifications of S3: what fails comes again after 30 seconds, and after
// twice as long each time, up to 15 minutes, each up to a fifth less; what can never
// succeed is dropped with a line in the log.
//
// A file that was dropped below inbox/GALLERY/ is added as if an owner had; one that
// makes no photo is kept below refused/ for 30 days, since it may be somebody's only
// copy. What was announced and is refused goes at once: who sent it has it. A file whose
// name can be no key's is given one where the bucket is a folder; in S3 it stays, and the
// gallery's owners hear of it.
//
// It decides nothing about pictures, which is ingest's, nor about records, which is
// inbox's. Only the function that ingests links it, and what runs on a laptop.
package intake
