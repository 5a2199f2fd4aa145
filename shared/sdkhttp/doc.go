// Package sdkhttp sends the requests of the AWS SDK's clients, whose bodies the SDK
// closes as soon as an answer begins.
//
// It is no client: time-outs and connections are those of the transport below, and
// what to repeat is the SDK's to say.
//
// The road goes on by it going away: when a closed body of smithy-go's says of
// WriteTo that there is nothing more, instead of an error, nothing here is needed.
package sdkhttp
