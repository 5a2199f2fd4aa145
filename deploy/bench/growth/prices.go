package growth

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"

	"shoebox/shared/fault"
)

// Line names what AWS asks money for, as prices.json does.
type Line string

// The lines of a bill.
const (
	TableRead          Line = "table read"
	TableWrite         Line = "table write"
	TableReadCapacity  Line = "table read capacity"
	TableWriteCapacity Line = "table write capacity"
	TableStorage       Line = "table storage"
	TableBackup        Line = "table backup"
	PictureStorage     Line = "picture storage"
	PictureArchive     Line = "picture archive"
	PicturePut         Line = "picture put"
	PictureGet         Line = "picture get"
	Egress             Line = "egress"
	FunctionRequest    Line = "function request"
	FunctionTime       Line = "function time"
	GatewayRequest     Line = "gateway request"
	Log                Line = "log"
)

// lines are all lines, in the order a bill is read.
var lines = []Line{
	TableRead, TableWrite, TableReadCapacity, TableWriteCapacity, TableStorage, TableBackup,
	PictureStorage, PictureArchive, PicturePut, PictureGet, Egress, FunctionRequest, FunctionTime, GatewayRequest, Log,
}

// Price is what one line costs: so many dollars for so many units.
type Price struct {
	Dollars float64 `json:"dollars"`
	Per     float64 `json:"per"`
	Unit    string  `json:"unit"`
	Free    float64 `json:"free"` // units that cost nothing in any month, for an account
	Source  string  `json:"source"`
}

// Prices are those of a region.
type Prices struct {
	Region string         `json:"region"`
	Seen   string         `json:"seen"` // the month they were looked up in
	Prices map[Line]Price `json:"prices"`
}

//go:embed prices.json
var pricesFile []byte

// KnownPrices are those of prices.json.
func KnownPrices() (Prices, error) { return ReadPrices(pricesFile) }

// ReadPrices reads prices as prices.json holds them: each line once, and no other.
func ReadPrices(raw []byte) (Prices, error) {
	const op = "growth.ReadPrices"
	var p Prices
	if err := json.Unmarshal(raw, &p); err != nil {
		return Prices{}, fault.As(op, fault.Invalid, err)
	}
	for _, line := range lines {
		if price := p.Prices[line]; price.Per <= 0 || price.Dollars <= 0 || price.Source == "" {
			return Prices{}, fault.New(op, fault.Invalid, fmt.Sprintf("%q needs dollars, per and source", line))
		}
	}
	for line := range p.Prices {
		if !slices.Contains(lines, line) {
			return Prices{}, fault.New(op, fault.Invalid, fmt.Sprintf("%q is on no bill", line))
		}
	}
	return p, nil
}

// cost is what so many units of a line cost.
func (p Prices) cost(line Line, units float64, free bool) float64 {
	price := p.Prices[line]
	if free {
		units = max(0, units-price.Free)
	}
	return units / price.Per * price.Dollars
}
