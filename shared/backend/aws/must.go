package aws

import "log"

// Must gives what was made, or ends the function's start with the error, which Lambda
// then keeps in the log.
func Must[T any](made T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return made
}
