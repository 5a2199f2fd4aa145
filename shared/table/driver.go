package table

// Driver is one technology under a Table.
type Driver interface{}
