// Package bucket opens the S3 bucket that pictures lie in. It is apart from package
// aws because it links the S3 client, which only the function that serves pictures
// needs.
package bucket
