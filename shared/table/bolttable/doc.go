// Package bolttable keeps a table in one file, by bbolt: the store of a laptop,
// and of every test.
//
// It is not an emulation of DynamoDB but a second driver under the same seam, held
// to the same behaviour by tabletest: the pages end where DynamoDB's end, the same
// writes are refused. One process at a time owns a file. Reads never wait for
// writes. Writes that wait for the disk together are committed together, so many
// writers are much faster than one.
//
// Items lie in one bucket under partition and sort key, in an encoding of ours
// that is cheap to read (encode.go, decode.go). A second bucket orders items by
// expiry; what expired two days ago is deleted along with later writes.
package bolttable
