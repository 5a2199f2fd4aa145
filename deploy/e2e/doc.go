// Package e2e tries the whole as a person does: the command is built and started,
// and its pages are used in a real browser.
//
// Its tests want Chromium on the machine. Where there is none they are skipped
// with a word about it, unless SHOEBOX_E2E is "required". There is nothing here to
// import.
package e2e
