//go:build !race

package gallery_test

const raced = false
