package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"shoebox/deploy/bench/growth"
)

// designFile is where the tables of what growth costs stand.
const designFile = "DESIGN.md"

// measuredFile is what they are made of.
const measuredFile = "deploy/bench/growth/measured.json"

// printCost prints the tables, and with update writes them into DESIGN.md.
func printCost(out io.Writer, update bool) error {
	prices, err := growth.KnownPrices()
	if err != nil {
		return err
	}
	measured, err := growth.LastMeasured()
	if err != nil {
		return err
	}
	text, err := growth.Markdown(prices, measured, growth.Household(), growth.Assume())
	if err != nil {
		return err
	}
	if update {
		return intoDesign(text)
	}
	_, err = io.WriteString(out, text)
	return err
}

// intoDesign puts the tables where they belong.
func intoDesign(text string) error {
	design, err := os.ReadFile(designFile)
	if err != nil {
		return err
	}
	before, rest, found := strings.Cut(string(design), growth.Begin)
	_, after, ended := strings.Cut(rest, growth.End)
	if !found || !ended {
		return fmt.Errorf("%s has no place for the tables: it needs the lines %q and %q", designFile, growth.Begin, growth.End)
	}
	return os.WriteFile(designFile, []byte(before+growth.Begin+"\n"+text+growth.End+after), 0o644)
}

// measureActs measures what people do, in galleries of 10,000 and 100,000 photos, and
// keeps it.
func measureActs(ctx context.Context, dir string, repeats int) error {
	measured, err := growth.Measure(ctx, dir, []int{10_000, 100_000}, repeats)
	if err != nil {
		return err
	}
	raw, err := json.MarshalIndent(measured, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(measuredFile, append(raw, '\n'), 0o644)
}
