package main

import (
	"time"

	"shoebox/shared/blob"
)

// TakenAt gives how long after the first look a file is taken that looks like this one
// look after the other, every two seconds; below zero where it is not.
func TakenAt(start time.Time, looks []blob.Listed) time.Duration {
	var s sight
	for i, o := range looks {
		after := time.Duration(i) * betweenLooks
		if s = s.again(o, start.Add(after)); s.rests(start.Add(after)) {
			return after
		}
	}
	return -1
}
