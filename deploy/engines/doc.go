// Package engines starts the real servers that the AWS drivers are tested against:
// DynamoDB Local, Amazon's own, for tables, versitygw for S3, and cognito-local and moto
// for user pools, of which neither has everything. versitygw tells of its objects as S3
// does ([Options].Told), and moto has queues of dead letters, too.
//
// They are for development alone and nothing that is shipped holds any of them. They
// are installed into the user's cache folder the first time, as the lock files in npm/
// and cognito/, the list in moto/ and the pinned version of versitygw say; processes
// that need them at the same time wait for one another. That takes npm, Go and Python,
// and the network; starting takes Java, Node.js and a POSIX shell. What of it a machine has not is an error that says how to get
// it, and is ErrMissing.
//
// An engine keeps what it is given in memory, or in a temporary folder, and forgets
// it when it is stopped. It stops with the process that started it, however that
// ends: a small shell script beside it (guard.sh) holds the other end of a pipe.
//
// All but one listen where they are told, on 127.0.0.1 by default. DynamoDB Local has no
// option for that: it listens on every interface of the machine, and answers whoever
// asks, so that no table in it may hold what others must not see.
//
// What is put into them is not said here: deploy/stage makes the table, the bucket and
// the sample album as deploy/template.yaml has them, and the conformance suites of
// shared/table and shared/blob make their own. Tests get engines from enginestest.
package engines
