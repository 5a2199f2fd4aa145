// Package backend is what a running Shoebox stands on: the galleries, the
// accounts, the links and the table beneath, put together once at start.
//
// It links no driver. backend/aws opens one over DynamoDB for the Lambda
// functions, backend/local one over a folder for the command; both call [New], so
// that whatever is made of the parts is made in one way. [Backend.Router] is the
// whole of intents over them, which skills/alexa and bots/slackbot ask.
package backend
