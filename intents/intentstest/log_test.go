package intentstest_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table/tabletest"
	"shoebox/shared/telemetry"
	"shoebox/shared/telemetry/telemetrytest"
	"shoebox/skills/alexa/alexasim"
)

// everything is a logger of a function in Lambda that leaves nothing out.
func everything(w io.Writer) *slog.Logger {
	return telemetry.NewMetricLogger(w, slog.LevelDebug, telemetry.Full, "Shoebox/test")
}

// possible are the metrics there may be: whatever is asked, no other is paid.
func possible() map[string]bool {
	names := []string{"none"}
	for _, in := range intents.Catalogue() {
		names = append(names, string(in.Name))
	}
	all := map[string]bool{}
	for _, name := range telemetry.Series(telemetry.Full, []string{"alexa", "slack"}, names) {
		all[name] = true
	}
	return all
}

// checkLog reads a log as CloudWatch does, and gives how many metrics it makes.
func checkLog(tb testing.TB, log string) map[string]int {
	tb.Helper()
	made, possible := map[string]int{}, possible()
	for line := range strings.Lines(log) {
		var head struct{ Time time.Time }
		if err := json.Unmarshal([]byte(line), &head); err != nil {
			tb.Fatalf("no line of JSON: %s", line)
		}
		data, err := telemetrytest.Extract([]byte(line), head.Time)
		if err != nil {
			tb.Errorf("CloudWatch refuses a line: %v in %s", err, line)
		}
		for _, d := range data {
			name := series(d)
			if !possible[name] || d.Namespace != "Shoebox/test" {
				tb.Errorf("a metric nobody planned, %s, in %s", name, line)
			}
			made[name]++
		}
	}
	return made
}

// series names a metric as telemetry.Series does.
func series(d telemetrytest.Datum) string {
	name := d.Name
	for _, dimension := range []string{telemetry.DimensionChannel, telemetry.DimensionIntent} {
		if value, ok := d.Dimensions[dimension]; ok {
			name += " " + dimension + "=" + value
		}
	}
	return name
}

// said are the words of more than three letters in texts that no line may hold.
func said(texts ...string) []string {
	var all []string
	for _, text := range texts {
		for _, word := range regexp.MustCompile(`\pL{4,}`).FindAllString(text, -1) {
			all = append(all, strings.ToLower(word))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// ours are words that we write ourselves, and people use as well.
func ours() map[string]bool {
	all := map[string]bool{}
	for _, in := range intents.Catalogue() {
		all[string(in.Name)] = true
	}
	for _, word := range said(`request answered asked not understood nothing found told fallback farewell connect apology
		silence shared apologized refused duplicate slack alexa command click`) {
		all[word] = true
	}
	return all
}

// private are what no log may hold, whatever was said: parts of links and of
// addresses to answer to, secrets, and who the platform says is asking.
var private = []string{
	"https://", "/i/", "hooks.slack", "8f742231b10e8888abcd99yyyzzz85a5", "photos.example.com", intentstest.Anna, "xoxb", "trigger",
	"/connect/", "access token", "issuer.example", "amzn1.ask.account",
}

// thrown are ids made by chance, of requests and of galleries: a short word that somebody
// said may well stand in one of some hundreds of them.
var thrown = regexp.MustCompile(`"(amzn1\.echo-api\.request\.[A-Z2-7]{26}|(command|click)\.[0-9a-f]{24}|[0-9A-HJKMNP-TV-Z]{26})"`)

// checkPrivate looks for what people said, and for what is private.
func checkPrivate(tb testing.TB, log string, words []string) {
	tb.Helper()
	log = thrown.ReplaceAllString(log, `"thrown"`)
	for _, secret := range private {
		if strings.Contains(log, secret) {
			tb.Errorf("the log holds %q", secret)
		}
	}
	ours := ours()
	for line := range strings.Lines(log) {
		written := said(values(tb, line)...)
		for _, word := range words {
			if _, found := slices.BinarySearch(written, word); found && !ours[word] {
				tb.Errorf("the log holds %q: %s", word, line)
			}
		}
	}
}

// values are the texts of a line, not those of a stack: it holds names of ours.
func values(tb testing.TB, line string) []string {
	tb.Helper()
	var members map[string]any
	if err := json.Unmarshal([]byte(line), &members); err != nil {
		tb.Fatalf("no line of JSON: %s", line)
	}
	delete(members, "stack")
	delete(members, "_aws")
	var all []string
	for _, value := range members {
		all = append(all, fmt.Sprint(value))
	}
	return all
}

func TestNoLogOfAConversationHoldsWhatWasSaidAndEachIsMetrics(t *testing.T) {
	w := intentstest.OpenWith(t, everything)
	var words []string
	for _, p := range intentstest.Album() {
		words = append(words, said(p.Title, strings.Join(p.People, " "), p.Place.City, strings.Join(p.Albums, " "), strings.Join(p.Tags, " "))...)
	}
	var people int
	for _, tr := range transcripts(t) {
		people++
		user := intentstest.Anna + strconv.Itoa(people)
		for _, speaker := range []intentstest.Speaker{w.NewAlexa(user, alexasim.Hub), w.NewSlack(t, user)} {
			tr.Play(t, w, speaker)
		}
		for _, turn := range tr.Turns {
			words = append(words, said(turn.Words)...)
		}
	}
	log := w.Log.String()
	made := checkLog(t, log)
	checkPrivate(t, log, words)
	for _, name := range []string{
		"Requests channel=alexa", "Requests channel=slack", "Requests channel=slack intent=find", "NotUnderstood", "NothingFound channel=alexa", "TimeToAnswer", "ReadUnits",
	} {
		if made[name] == 0 {
			t.Errorf("no conversation made the metric %s", name)
		}
	}
	if made["Requests channel=alexa"] < 100 || made["Requests channel=slack"] < 100 {
		t.Errorf("got %v, want each channel's requests counted", made)
	}
}

// planted is a word that nobody writes but who was told it.
const planted = "quuxplanted"

func TestNoLogHoldsAPlantedWordWhateverGoesWrong(t *testing.T) {
	w := intentstest.OpenWith(t, everything)
	g := w.Galleries.As(gallery.Membership{Gallery: intentstest.Family, Role: gallery.Owner})
	refused, err := g.AddAll(t.Context(), []gallery.Photo{{
		ID: "01J00000000000000000008888", Title: "A " + planted + " day", Taken: intentstest.Now().AddDate(0, 0, -3), Description: planted,
		People: []string{"Quuxplanted Miller"}, Place: gallery.Place{City: "Quuxplanted"}, Tags: []string{planted}, Albums: []string{planted},
	}})
	if err != nil || refused[0] != nil {
		t.Fatal(err, refused)
	}
	talk := func() {
		for _, speaker := range []intentstest.Speaker{w.NewAlexa(intentstest.Anna, alexasim.Hub), w.NewSlack(t, intentstest.Anna)} {
			for _, words := range []string{
				"photos of " + planted, "next", "only " + planted, "when was this taken", planted + " " + planted + " gruxel",
				"photos from " + planted, "how many photos of " + planted, "no, i meant " + planted, "the album " + planted,
			} {
				speaker.Say(t, words)
				w.Clock.Move(time.Minute)
			}
		}
	}
	talk()
	for _, kind := range []fault.Kind{fault.Internal, fault.Invalid, fault.Conflict, fault.Denied, fault.Stale, fault.TooLarge, fault.Canceled} {
		w.Store.Faulty.FailReads(tabletest.Fault{Kind: kind, Times: -1})
		w.Store.Faulty.FailWrites(tabletest.Fault{Kind: kind, Times: -1})
		talk()
	}
	w.Store.Faulty.FailReads()
	w.Store.Faulty.FailWrites()
	for _, value := range []any{planted, errors.New(planted), []string{planted}} {
		w.Router = w.NewRouter(panicking{value})
		talk()
	}
	log := w.Log.String()
	checkLog(t, log)
	checkPrivate(t, log, nil)
	if strings.Contains(strings.ToLower(log), planted) {
		t.Error("the log holds the planted word")
	}
	for _, want := range []string{`"msg":"panic"`, `"outcome":"apologized"`, `"outcome":"refused"`, `"fault":"stale"`} {
		if !strings.Contains(log, want) {
			t.Errorf("nothing went wrong as it should have: no %s", want)
		}
	}
}

// panicking are accounts that nobody can be asked for.
type panicking struct{ value any }

func (p panicking) Identify(context.Context, account.Identity) (account.Actor, error) {
	panic(p.value)
}
