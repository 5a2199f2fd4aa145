// Package check holds the checks of the repository itself: who imports whom, what
// lies where, what a newcomer is promised. They run as ordinary tests.
//
// The import plan in plan_test.go is the architecture as a table: a new package or
// a new arrow is added there on purpose, or it fails.
//
// What we send to the platforms is checked by the platforms' own types
// (platform_test.go, with npm packages that platform/ locks): run by make platform.
// What types can't see, the channels check themselves before they send.
//
// The template is checked as AWS translates it (translate_test.go, with the translator
// that comes with the SAM CLI): run by make sam. Rules read what each size of the stack
// would be; breaches are planted to see that the rules find them.
package check
