// Package filestore keeps objects as files of one folder: pictures lie on a laptop
// as a person would look for them. It is gocloud.dev's fileblob with what that
// leaves open: announcements are enforced, one of many who create a file wins, and
// lists are in order.
//
// URLs are signed by HMAC for a server of this machine, where [Driver.Handler]
// serves and enforces what S3 would. One process at a time may have a folder. No
// Lambda function links it.
package filestore
