// Package gateway has an http.Handler answer what an API Gateway HTTP API (payload
// 2.0) or a function URL sends a Lambda function.
//
// It converts and nothing else: what is wrong with a request is the handler's to
// say. It knows no path and no service.
//
// Source: "Working with AWS Lambda proxy integrations for HTTP APIs", Amazon API
// Gateway Developer Guide.
package gateway
