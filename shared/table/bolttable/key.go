package bolttable

import (
	"encoding/binary"
	"time"

	"shoebox/shared/table"
)

// A key is stored as the length of its partition (two bytes), the partition and
// the sort key, so that the items of a partition lie together, by sort key.

func appendPrefix(b []byte, partition string) []byte {
	b = binary.BigEndian.AppendUint16(b, uint16(len(partition)))
	return append(b, partition...)
}

func storedKey(k table.Key) []byte {
	b := make([]byte, 0, 2+len(k.Partition)+len(k.Sort))
	return append(appendPrefix(b, k.Partition), k.Sort...)
}

// expiryKey orders items by the second at which they expire.
func expiryKey(expires time.Time, stored []byte) []byte {
	b := make([]byte, 0, 8+len(stored))
	b = binary.BigEndian.AppendUint64(b, uint64(expires.Unix()))
	return append(b, stored...)
}
