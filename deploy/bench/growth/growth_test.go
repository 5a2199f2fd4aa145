package growth_test

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/deploy/bench/growth"
)

// roughly is for sums of fractions.
var roughly = cmpopts.EquateApprox(1e-9, 1e-9)

// simple are prices that can be reckoned with in one's head.
func simple() growth.Prices {
	p := growth.Prices{Prices: map[growth.Line]growth.Price{}}
	known, _ := growth.KnownPrices()
	for line := range known.Prices {
		p.Prices[line] = growth.Price{Dollars: 1, Per: 1, Source: "made up"}
	}
	p.Prices[growth.TableRead] = growth.Price{Dollars: 2, Per: 100}
	p.Prices[growth.FunctionRequest] = growth.Price{Dollars: 1, Per: 10, Free: 100}
	return p
}

func TestABillIsWhatOneWouldReckonByHand(t *testing.T) {
	size := growth.Size{Photos: 1 << 10, Bytes: 1 << 20, Acts: map[growth.Act]growth.Cost{
		growth.Cold:  {Load: growth.Load{Requests: 10, ReadUnits: 20, WriteUnits: 4}},
		growth.Warm:  {Load: growth.Load{Requests: 5, ReadUnits: 2, WriteUnits: 4}},
		growth.Add:   {Load: growth.Load{Requests: 2, WriteUnits: 100}},
		growth.Alter: {Load: growth.Load{Requests: 3, ReadUnits: 1, WriteUnits: 50}},
		growth.Fetch: {Load: growth.Load{Requests: 1, ReadUnits: 0.5}},
	}}
	month := growth.Month{Conversations: 10, Cold: 0.5, Pictures: 2, Added: 6, Edited: 4}
	assumed := growth.Assumed{
		Memory: 0.5, RoundTrip: 0.1, Working: 1, Starting: 2, Original: 3 << 20, Rendition: 1 << 20, Shown: 1 << 30, LogLine: 1 << 30,
		Peak: 0.5, Used: 0.5,
	}
	got := growth.MakeBill(simple(), size, month, assumed, 10, true)
	// A gallery: 5 cold and 5 warm conversations, 6 added, 4 edited, 20 pictures.
	//   requests 50+25+12+12+20 = 119, RCU 100+10+4+10 = 124, WCU 20+20+600+200 = 840
	//   invocations 30+6+4+20 = 60, seconds 60+11.9+5*2 = 81.9
	second := 0.5 / 30 / 3600
	want := growth.Bill{
		Galleries: 10,
		Load:      growth.Load{Requests: 1190, ReadUnits: 1240, WriteUnits: 8400},
		Peak:      growth.Load{Requests: 1190 * second, ReadUnits: 1240 * second, WriteUnits: 8400 * second},
		TableGB:   10, PictureGB: 10 + 6*3*10./1024, ArchiveGB: 3 * 10 * 1018. / 1024, Invocations: 600, GBSeconds: 409.5,
		Dollars: map[growth.Line]float64{
			growth.TableRead: 24.8, growth.TableWrite: 8400, growth.TableStorage: 10, growth.TableBackup: 10,
			growth.PictureStorage: 10 + 6*3*10./1024, growth.PictureArchive: 3 * 10 * 1018. / 1024, growth.PicturePut: 240, growth.PictureGet: 200, growth.Egress: 200,
			growth.FunctionRequest: 50, // 500 of them, since 100 are free
			growth.FunctionTime:    409.5, growth.GatewayRequest: 600, growth.Log: 600,
		},
		Provisioned: 0, // far below the 25 units a second that are free
	}
	if diff := cmp.Diff(got, want, roughly); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	if total := got.Total(); math.Abs(total-10784.3) > 1e-6 {
		t.Errorf("got $%v altogether, want $10784.30", total)
	}
	paid := growth.MakeBill(simple(), size, month, assumed, 10, false)
	if want := (1240 + 8400) * second / 0.5 * 730; math.Abs(paid.Provisioned-want) > 1e-6 {
		t.Errorf("got $%v for provisioned capacity, want $%v", paid.Provisioned, want)
	}
	if paid.Dollars[growth.FunctionRequest] != 60 {
		t.Errorf("got $%v for 600 invocations, want $60 where none is free", paid.Dollars[growth.FunctionRequest])
	}
}

func TestPricesAreCompleteAndHaveASource(t *testing.T) {
	if _, err := growth.KnownPrices(); err != nil {
		t.Error(err)
	}
	for _, raw := range []string{"", "{}", `{"prices":{"table read":{"dollars":1,"per":0,"source":"x"}}}`, `{"prices":{"coffee":{"dollars":3,"per":1,"source":"x"}}}`} {
		if _, err := growth.ReadPrices([]byte(raw)); err == nil {
			t.Errorf("%q was taken for prices", raw)
		}
	}
}

func TestTheHottestKeyIsFound(t *testing.T) {
	act := growth.Cost{Keys: map[string]growth.Load{
		"X#G#*": {ReadUnits: 30}, "V#G": {WriteUnits: 20}, "one's own": {WriteUnits: 900},
	}}
	small := growth.Size{Photos: 10_000, Acts: map[growth.Act]growth.Cost{growth.Add: act}}
	perSecond, key := growth.Limit(small, growth.Add)
	if perSecond != 50 || key != "V#G" {
		t.Errorf("got %v a second by %s, want 50 by V#G", perSecond, key)
	}
	large := growth.Size{Photos: 100_000, Acts: map[growth.Act]growth.Cost{growth.Add: {Keys: map[string]growth.Load{
		"X#G#*": {ReadUnits: 240}, "V#G": {WriteUnits: 20},
	}}}}
	m := growth.Measured{Sizes: []growth.Size{small, large}}
	got, err := growth.Heats(m, growth.Crowd{Photos: 1_000_000, Rates: map[growth.Act]float64{growth.Add: 1}, Extrapolated: true})
	if err != nil {
		t.Fatal(err)
	}
	want := []growth.Heat{
		{Key: "X#G#*", Load: growth.Load{ReadUnits: 1920}, Share: 0.64},
		{Key: "V#G", Load: growth.Load{WriteUnits: 20}, Share: 0.02},
	}
	if diff := cmp.Diff(got, want, roughly); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestTheDesignTellsWhatIsReckoned(t *testing.T) {
	prices, err := growth.KnownPrices()
	if err != nil {
		t.Fatal(err)
	}
	measured, err := growth.LastMeasured()
	if err != nil {
		t.Fatal(err)
	}
	want, err := growth.Markdown(prices, measured, growth.Household(), growth.Assume())
	if err != nil {
		t.Fatal(err)
	}
	design, err := os.ReadFile(filepath.Join("..", "..", "..", "DESIGN.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(design), growth.Begin+"\n")
	got, _, _ := strings.Cut(rest, growth.End)
	if got != want {
		t.Errorf("DESIGN.md does not tell what is reckoned: run go run ./deploy/bench -cost -update\n%s", cmp.Diff(got, want))
	}
}

// What a turn, an addition and a picture cost depends little on the gallery's size,
// so a small one shows whether measured.json is still true.
func TestWhatWasMeasuredIsStillSo(t *testing.T) {
	kept, err := growth.LastMeasured()
	if err != nil {
		t.Fatal(err)
	}
	small, err := growth.Measure(t.Context(), t.TempDir(), []int{500}, 40)
	if err != nil {
		t.Fatal(err)
	}
	now, last := small.Sizes[0], kept.Sizes[0]
	about := cmpopts.EquateApprox(0.3, 0)
	for _, act := range []growth.Act{growth.Warm, growth.Add, growth.Bring, growth.Learn, growth.Alter, growth.Leave} {
		if diff := cmp.Diff(now.Acts[act].WriteUnits, last.Acts[act].WriteUnits, about); diff != "" {
			t.Errorf("%s: the write units are no longer what measured.json says: run go run ./deploy/bench -acts (-now +kept):\n%s", act, diff)
		}
	}
	if diff := cmp.Diff(now.Acts[growth.Warm].Requests, last.Acts[growth.Warm].Requests, about); diff != "" {
		t.Errorf("a conversation takes another number of requests than measured.json says (-now +kept):\n%s", diff)
	}
	if got, want := now.Acts[growth.Fetch].Load, last.Acts[growth.Fetch].Load; got != want {
		t.Errorf("a picture costs %+v, measured.json says %+v", got, want)
	}
	if diff := cmp.Diff(now.Bytes, last.Bytes, about); diff != "" {
		t.Errorf("a photo keeps another number of bytes than measured.json says (-now +kept):\n%s", diff)
	}
}
