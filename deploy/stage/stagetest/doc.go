// Package stagetest gives tests a stage, where engines are switched on: package
// enginestest says when, and what happens where one is missing.
package stagetest
