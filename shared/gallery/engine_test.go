package gallery_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"

	"shoebox/deploy/engines/enginestest"
	"shoebox/deploy/engines/unreliable"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
	"shoebox/shared/table/dynamotable"
	"shoebox/shared/table/dynamotable/dynamotest"
)

var url = flag.String("dynamodb", "", "use the DynamoDB at this `URL`, such as http://127.0.0.1:8102, and start none")

// engine gives the address of DynamoDB.
func engine(tb testing.TB) string {
	tb.Helper()
	if *url != "" {
		return *url
	}
	return enginestest.DynamoDB(tb).URL
}

// TestGalleryOverDynamoDB is all that needs an engine: it is started once.
func TestGalleryOverDynamoDB(t *testing.T) {
	at := engine(t)
	t.Run("it is what it is over every table", func(t *testing.T) {
		var turn sync.Mutex // DynamoDB Local writes one at a time, and keeps readers waiting
		gallerytest.Run(t, func(tb testing.TB) table.Driver {
			tb.Helper()
			turn.Lock()
			tb.Cleanup(turn.Unlock)
			return dynamotest.Open(tb, at)
		}, 2000)
	})
	t.Run("it costs what the rules say, request by request", func(t *testing.T) { costs(t, at) })
	for _, many := range []int{10, 50} {
		t.Run(fmt.Sprintf("%d adds at once are all made", many), func(t *testing.T) { addsAtOnce(t, at, many) })
	}
	t.Run("destroying a gallery leaves nothing of it", func(t *testing.T) { destroys(t, overDynamoDB(t, at)) })
	t.Run("a walk through every weather leaves everything in accord", func(t *testing.T) {
		proxy := proxy(t, at)
		b := gallerytest.NewBench(t, dynamotable.New(dynamotest.Client(proxy.URL), dynamotest.Table(t, at)))
		gallerytest.Walk(t, b, weather{proxy}, 90)
	})
}

func proxy(t *testing.T, at string) *unreliable.Proxy {
	t.Helper()
	proxy, err := unreliable.Start(at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := proxy.Close(); err != nil {
			t.Error(err)
		}
	})
	return proxy
}

// weather is what a network and a service at their worst do.
type weather struct{ *unreliable.Proxy }

// Spoil implements gallerytest.Weather.
func (w weather) Spoil(by *rand.Rand) {
	broken := dynamotest.Error(http.StatusInternalServerError, "InternalServerError")
	garbage := unreliable.Answer{Status: http.StatusOK, Body: []byte("{")}
	ways := []unreliable.Way{
		unreliable.Refused, unreliable.Cut, unreliable.Says(broken), unreliable.SaysAfter(broken),
		unreliable.Says(garbage), unreliable.SaysAfter(garbage), dynamotest.Throttled, dynamotest.LeaveOver(3),
	}
	fault := unreliable.Fault{Nth: 1 + by.IntN(8), Times: 1 + by.IntN(8), Way: ways[by.IntN(len(ways))]}
	short := unreliable.Fault{Times: -1, Of: dynamotest.Asks("Query"), Way: dynamotest.ShortPages(1 + by.IntN(9))}
	switch by.IntN(10) {
	case 0, 1:
		w.Plan(short)
	case 2:
		w.Plan(unreliable.Fault{Of: dynamotest.Writes, Nth: 1 + by.IntN(4), Times: 1 + by.IntN(8), Way: dynamotest.Conflicting}, short)
	case 3: // only now and then, since each takes its time
		w.Plan(unreliable.Fault{Nth: 1 + by.IntN(6), Way: unreliable.Unanswered}, short)
	default:
		w.Plan(fault, short)
	}
}

// Heal implements gallerytest.Weather.
func (w weather) Heal() { w.Plan() }
