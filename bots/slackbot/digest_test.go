package slackbot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/digest"
	"shoebox/bots/slackbot/ledger"
	"shoebox/bots/slackbot/slacktest"
	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/gallery"
	"shoebox/shared/table/tabletest"
)

// dawn is a tenant whose channel, and whose conversation with the app, can have
// digests.
type dawn struct {
	*tenant
	digests *digest.Digests
	alone   slacktest.Person
}

func newDawn(tb testing.TB) *dawn {
	tb.Helper()
	d := &dawn{}
	d.tenant = newTenant(tb, intentstest.Anna, nil, nil, nil)
	d.digests = digest.New(digest.Config{
		Table: d.world.Store.Table, Galleries: d.world.Galleries, Accounts: intentstest.Accounts{}, Now: d.world.Clock.Now,
	})
	d.alone = slacktest.Person{Team: "T0001", User: intentstest.Anna, Channel: "D0001"}
	d.Meet(d.alone)
	d.rebuild(func(c *slackbot.Config) {
		c.Digests, c.Ledger = d.digests, ledger.New(d.world.Store.Table, d.world.Clock.Now)
	})
	return d
}

// asks has Anna ask for a digest at 8:00, where she is.
func (d *dawn) asks(tb testing.TB, p slacktest.Person) {
	tb.Helper()
	turn := must(d.Command(tb.Context(), p, "digest on 8:00"))(tb)
	if len(turn.Messages) == 0 || !slices.ContainsFunc(turn.Messages, func(m slacktest.Message) bool { return strings.Contains(m.Text, "Done.") }) {
		tb.Fatalf("got %+v, want it done", turn.Messages)
	}
}

// christmas is when there are photos, at 8:00 in Berlin.
const christmas = "2026-12-25T07:00:00Z"

func (d *dawn) to(tb testing.TB, when string) {
	tb.Helper()
	d.world.Clock.Move(must(time.Parse(time.RFC3339, when))(tb).Sub(d.world.Clock.Now()))
}

// rises runs the scheduled function and then the worker, until nothing is left to do.
// What fails is delivered again when its lease is over.
func (d *dawn) rises(tb testing.TB) {
	tb.Helper()
	for range 4 { // it is called again, whatever became of it
		_, _ = slackbot.Tick(tb.Context(), d.digests, d.queue, d.world.Clock.Now())
	}
	d.labours(tb, d.queue.take())
}

func (d *dawn) labours(tb testing.TB, batch events.SQSEvent) {
	tb.Helper()
	received := map[string]int{}
	for range 30 {
		for i, m := range batch.Records {
			received[m.Body]++
			batch.Records[i].MessageId = fmt.Sprint(i)
			batch.Records[i].Attributes = map[string]string{"ApproximateReceiveCount": strconv.Itoa(received[m.Body])}
		}
		resp := must(d.bot.Work(tb.Context(), batch))(tb)
		var left events.SQSEvent
		for _, f := range resp.BatchItemFailures {
			n := must(strconv.Atoi(f.ItemIdentifier))(tb)
			if left.Records = append(left.Records, batch.Records[n]); received[batch.Records[n].Body] > 5 {
				tb.Fatalf("delivered again and again: %s", d.log)
			}
		}
		if left.Records = append(left.Records, d.queue.take().Records...); len(left.Records) == 0 {
			return
		}
		batch = left
		d.world.Clock.Move(time.Minute)
	}
	tb.Fatal("the queue does not empty")
}

// posted are the digests in a channel.
func (d *dawn) posted(channel string) []slacktest.Message {
	var all []slacktest.Message
	for _, m := range d.MessagesIn(channel) {
		if strings.HasPrefix(m.Text, "On this day") {
			all = append(all, m)
		}
	}
	return all
}

// kept reports whether a digest is still asked for.
func (d *dawn) kept(tb testing.TB) bool {
	tb.Helper()
	return slices.ContainsFunc(d.world.Store.Sweep(tb), func(item tabletest.Kept) bool { return strings.HasPrefix(item.Key.Partition, "Y#W#") })
}

func TestADigestLooksAsItShould_3_6(t *testing.T) {
	evil := "<!channel> <@U1> *b* `c` & > " + strings.Repeat("👩‍👩‍👧é&<", 30)
	tests := []struct {
		name string
		at   string
		add  []gallery.Photo
	}{
		{"digest", christmas, nil},
		{"digest-one-year", "2026-11-23T07:00:00Z", []gallery.Photo{{Title: "Waves & wind", Taken: time.Date(2024, 11, 23, 9, 0, 0, 0, time.UTC), Place: gallery.Place{City: "Nazaré", Country: "Portugal"}}}},
		{"digest-strange-words", "2026-11-23T07:00:00Z", []gallery.Photo{{Title: evil, Description: evil, People: []string{evil[:40]}, Taken: time.Date(2023, 11, 23, 9, 0, 0, 0, time.UTC)}, {Taken: time.Date(2019, 11, 23, 9, 0, 0, 0, time.UTC)}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDawn(t)
			g := d.world.Galleries.As(gallery.Membership{Gallery: intentstest.Family, Role: gallery.Owner})
			for i, p := range tt.add {
				p.ID = gallery.PhotoID(fmt.Sprintf("ADDED%d", i))
				must(g.Add(t.Context(), p))(t)
			}
			d.asks(t, d.Person)
			d.to(t, tt.at)
			d.rises(t)
			got := d.posted("C0001")
			if len(got) != 1 {
				t.Fatalf("got %d digests, want one: %s", len(got), d.log)
			}
			if strings.Contains(got[0].Text, "<!") || strings.Contains(got[0].Text, "<@U1>") {
				t.Errorf("a mention came through: %.100s", got[0].Text)
			}
			if refused := d.Refused(); len(refused) > 0 {
				t.Errorf("Slack refused: %q", refused)
			}
			golden(t, "kinds/"+tt.name+".json", pretty(t, []byte(mustJSON(t, slackbot.Message{Text: got[0].Text, Blocks: got[0].Blocks}))))
		})
	}
}

// TestADigestIsPostedOnceWhateverSlackAnswers_3_13 has Slack answer the post of a digest
// in every way, in a channel and where somebody is alone with the app.
func TestADigestIsPostedOnceWhateverSlackAnswers_3_13(t *testing.T) {
	refusing := slacktest.Refusing
	tests := []struct {
		name   string
		script []slacktest.Failure
		posted int
		kept   bool
	}{
		{"well", nil, 1, true},
		{"to wait a little", []slacktest.Failure{slacktest.RateLimited(3)}, 1, true},
		{"to wait long", []slacktest.Failure{slacktest.RateLimited(120)}, 1, true},
		{"to wait, not saying how long", []slacktest.Failure{slacktest.RateLimited(0), slacktest.RateLimited(0), slacktest.RateLimited(0)}, 1, true},
		{"that it is broken", []slacktest.Failure{slacktest.Broken()}, 1, true},
		{"that it is broken, for minutes", slices.Repeat([]slacktest.Failure{slacktest.Broken()}, 7), 1, true},
		{"that it is broken, for ever", slices.Repeat([]slacktest.Failure{slacktest.Broken()}, 40), 0, true},
		{"nothing, though it was taken", []slacktest.Failure{slacktest.Lost()}, 1, true},
		{"a word nobody knows", []slacktest.Failure{refusing("something_new")}, 1, true},
		{"that a picture can't be fetched", []slacktest.Failure{refusing("invalid_blocks")}, 1, true},
		{"that no picture can be fetched", []slacktest.Failure{refusing("invalid_blocks"), refusing("invalid_blocks")}, 1, true},
		{"that the token is not good", []slacktest.Failure{refusing("invalid_auth")}, 0, true},
		{"that few may post there", []slacktest.Failure{refusing("restricted_action")}, 0, true},
		{"that the app is not in the channel", []slacktest.Failure{refusing("not_in_channel")}, 0, false},
		{"that there is no such channel", []slacktest.Failure{refusing("channel_not_found")}, 0, false},
		{"that the channel is archived", []slacktest.Failure{refusing("is_archived")}, 0, false},
		{"that the account is not active", []slacktest.Failure{refusing("account_inactive")}, 0, false},
		{"that the token was revoked", []slacktest.Failure{refusing("token_revoked")}, 0, false},
	}
	for _, tt := range tests {
		for _, channel := range []string{"C0001", "D0001"} {
			t.Run(tt.name+", in "+channel, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					d := newDawn(t)
					where := d.Person
					where.Channel = channel
					d.asks(t, where)
					d.to(t, christmas)
					d.Fail("chat.postMessage", tt.script...)
					d.rises(t)
					if got := d.posted(channel); len(got) != tt.posted || d.kept(t) != tt.kept {
						t.Errorf("got %d posted, and kept %v; want %d and %v: %s", len(got), d.kept(t), tt.posted, tt.kept, d.log)
					}
				})
			})
		}
	}
}

// TestADigestIsPostedOnceThoughNobodyCanLookItUp has Slack lose the answer to a post, and
// then not tell what stands in the conversation either.
func TestADigestIsPostedOnceThoughNobodyCanLookItUp(t *testing.T) {
	for _, post := range []slacktest.Failure{slacktest.Lost(), slacktest.Broken()} {
		for _, times := range []int{1, 2, 4} {
			synctest.Test(t, func(t *testing.T) {
				d := newDawn(t)
				d.asks(t, d.alone)
				d.to(t, christmas)
				d.Fail("chat.postMessage", post)
				d.Fail("conversations.history", slices.Repeat([]slacktest.Failure{slacktest.Broken()}, times)...)
				d.rises(t)
				if got := d.posted("D0001"); len(got) != 1 {
					t.Errorf("lost %v, %d looks that fail: got %d, want one: %s", post.Lost, times, len(got), d.log)
				}
			})
		}
	}
}

// TestFaultsOfTheStoreWhileADigestIsMade has each request of the scheduled function and
// of the worker go wrong, before and after its effect. What others see is never posted
// twice; where somebody is alone with the app, what was posted can be looked up, so that
// it is posted once.
func TestFaultsOfTheStoreWhileADigestIsMade(t *testing.T) {
	lost := 0
	plans := map[string]func(*tabletest.Faulty){}
	for nth := 1; nth <= 9; nth++ {
		plans[fmt.Sprint("write ", nth, ", not made")] = func(f *tabletest.Faulty) { f.FailWrites(tabletest.Fault{Nth: nth}) }
		plans[fmt.Sprint("write ", nth, ", not heard of")] = func(f *tabletest.Faulty) { f.FailWrites(tabletest.Fault{Nth: nth, When: tabletest.After}) }
	}
	for nth := 60; nth <= 96; nth += 2 { // a run reads 5 slots of 16 parts, and then the worker
		plans[fmt.Sprint("read ", nth)] = func(f *tabletest.Faulty) { f.FailReads(tabletest.Fault{Nth: nth, Times: 2}) }
	}
	for name, plan := range plans {
		synctest.Test(t, func(t *testing.T) {
			d := newDawn(t)
			d.asks(t, d.Person)
			d.asks(t, d.alone)
			d.to(t, christmas)
			plan(d.world.Store.Faulty)
			d.rises(t)
			channel, alone := len(d.posted("C0001")), len(d.posted("D0001"))
			if channel > 1 || alone != 1 {
				t.Errorf("%s: got %d in the channel and %d alone, want one: %s", name, channel, alone, d.log)
			}
			if channel == 0 {
				lost++
			}
		})
	}
	// The one write after which nobody can say whether a shared message went out: that
	// its job is begun.
	if lost > 1 {
		t.Errorf("got %d lost in the channel, want one at most", lost)
	}
}

func TestADigestDeliveredTwiceIsPostedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDawn(t)
		d.asks(t, d.Person)
		d.to(t, christmas)
		must(slackbot.Tick(t.Context(), d.digests, d.queue, d.world.Clock.Now()))(t)
		batch := d.queue.take()
		for range 3 { // the queue delivers it again and again
			copied := events.SQSEvent{Records: slices.Clone(batch.Records)}
			must(d.bot.Work(t.Context(), copied))(t)
			posts := d.queue.take()
			posts.Records = append(posts.Records, posts.Records...)
			d.labours(t, posts)
		}
		if got := d.posted("C0001"); len(got) != 1 {
			t.Errorf("got %d, want one", len(got))
		}
	})
}

func TestADigestThatIsTooLateIsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDawn(t)
		d.asks(t, d.Person)
		d.to(t, christmas)
		must(slackbot.Tick(t.Context(), d.digests, d.queue, d.world.Clock.Now()))(t)
		d.world.Clock.Move(4 * time.Hour) // the queue was full of other things
		d.labours(t, d.queue.take())
		if got := d.posted("C0001"); len(got) != 0 || !d.kept(t) {
			t.Errorf("got %d in the evening, want none, and the next day's to come", len(got))
		}
	})
}

func TestNoDigestWhereTheAppCannotPost_3_11(t *testing.T) {
	d := newDawn(t)
	away := slacktest.Person{Team: "T0001", User: intentstest.Anna, Channel: "C0009"}
	d.Meet(away)
	d.Expel(slacktest.BotUser, "C0009")
	turn := must(d.Command(t.Context(), away, "digest on 8:00"))(t)
	if m := turn.Messages[len(turn.Messages)-1]; !strings.Contains(m.Text, "/invite @shoebox") || d.kept(t) {
		t.Errorf("got %q and kept %v, want to be told to invite the app", m.Text, d.kept(t))
	}
	d.Meet(slacktest.Person{Team: "T0001", User: slacktest.BotUser, Channel: "C0009"})
	turn = must(d.Command(t.Context(), away, "digest on 8:00"))(t)
	if len(turn.Messages) != 2 || !d.kept(t) {
		t.Errorf("got %+v, want it kept now, and all to be told", turn.Messages)
	}
}

// slowly has a handler take its time for the first request.
type slowly struct {
	intents.Handler
	first *sync.Once
	takes time.Duration
}

func (s slowly) ServeIntent(ctx context.Context, r *intents.Request) (*intents.Reply, error) {
	s.first.Do(func() { time.Sleep(s.takes) })
	return s.Handler.ServeIntent(ctx, r)
}

// TestWhereTheTimeIsShortTheWorkerFindsOut_3_2: an answer without having tried to post
// in the channel would be a promise.
func TestWhereTheTimeIsShortTheWorkerFindsOut_3_2(t *testing.T) {
	for name, away := range map[string]bool{"in a channel": false, "where the app is not": true} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := newDawn(t)
				d.bot = slackbot.New(d.parts, slowly{d.world.Router, new(sync.Once), 1200 * time.Millisecond})
				if away {
					d.Expel(slacktest.BotUser, "C0001")
				}
				turn := must(d.Command(t.Context(), d.Person, "digest on 8:00"))(t)
				if len(turn.ResponseBody) > 0 || d.kept(t) {
					t.Fatalf("got %s and kept %v, want the worker to answer", turn.ResponseBody, d.kept(t))
				}
				d.labours(t, d.queue.take())
				said := d.MessagesIn("C0001")
				want, n := "Done.", 2
				if away {
					want, n = "/invite @shoebox", 1
				}
				if len(said) != n || !strings.Contains(said[n-1].Text, want) || d.kept(t) == away {
					t.Errorf("got %+v and kept %v, want %q", said, d.kept(t), want)
				}
			})
		})
	}
}

func TestADirectMessageHasADigestByPlainWords(t *testing.T) {
	d := newDawn(t)
	_, e := d.Say(d.alone, "digest on weekdays at 8", "")
	d.told(t, e)
	if said := d.MessagesIn("D0001"); len(said) != 2 || !strings.Contains(said[1].Text, "on weekdays at 8:00, Berlin time") {
		t.Fatalf("got %+v, want one answer: %s", said, d.log)
	}
	d.to(t, christmas) // a Friday
	d.rises(t)
	if got := d.posted("D0001"); len(got) != 1 {
		t.Errorf("got %d, want one", len(got))
	}
}

// TestTheButtonsOfADigest: what one person sees by them leaves the digest as it is.
func TestTheButtonsOfADigest_3_8(t *testing.T) {
	d := newDawn(t)
	g := d.world.Galleries.As(gallery.Membership{Gallery: intentstest.Family, Role: gallery.Owner})
	for year := 2012; year < 2020; year++ {
		must(g.Add(t.Context(), gallery.Photo{ID: gallery.PhotoID(fmt.Sprint("Y", year)), Title: fmt.Sprint("Tree ", year), Taken: time.Date(year, 12, 25, 9, 0, 0, 0, time.UTC)}))(t)
	}
	d.asks(t, d.Person)
	d.to(t, christmas)
	d.rises(t)
	posted := d.posted("C0001")[0]
	d.to(t, "2026-12-27T12:00:00Z") // days later it shows that day still

	turn := must(d.Press(t.Context(), d.Person, posted, "digest.all"))(t)
	if len(turn.Messages) != 1 || !turn.Messages[0].Ephemeral || !strings.Contains(turn.Messages[0].Text, "of 25 December") {
		t.Fatalf("got %+v %q, want that day's photos, for her alone", turn.Messages, turn.Refused)
	}
	next := must(d.Press(t.Context(), d.Person, turn.Messages[0], "shoebox.next"))(t)
	if len(next.Messages) != 1 || !strings.Contains(next.Messages[0].Text, "2 of") {
		t.Errorf("got %+v, want the next of them", next.Messages)
	}
	norman := slacktest.Person{Team: "T0001", User: intentstest.Norman, Channel: "C0001"}
	d.Meet(norman)
	turn = must(d.Press(t.Context(), norman, posted, "digest.all"))(t)
	if len(turn.Messages) != 1 || strings.Contains(string(turn.Messages[0].Blocks), `"image_url"`) {
		t.Errorf("got %+v, want nobody to see by it what they may not see", turn.Messages)
	}
	turn = must(d.Press(t.Context(), d.Person, posted, "digest.stop"))(t)
	if d.kept(t) || !slices.ContainsFunc(turn.Messages, func(m slacktest.Message) bool { return strings.Contains(m.Text, "No more photos") }) {
		t.Errorf("got %+v, want it to end", turn.Messages)
	}
	if now := d.posted("C0001"); len(now) != 1 || string(now[0].Blocks) != string(posted.Blocks) || now[0].Replaced > 0 {
		t.Error("the digest itself has changed")
	}
	if refused := d.Refused(); len(refused) > 0 {
		t.Errorf("Slack refused: %q", refused)
	}
}

func TestAButtonOfADigestThatWasForged(t *testing.T) {
	d := newDawn(t)
	for _, value := range []string{"", "{", `{"v":1,"d":"25 December"}`, `{"v":9,"d":"2026-12-25"}`, `{"v":1,"d":"../.."}`} {
		blocks := mustJSON(t, []any{map[string]any{"type": "actions", "elements": []any{map[string]any{
			"type": "button", "action_id": "digest.all", "value": value, "text": map[string]any{"type": "plain_text", "text": "See all"},
		}}}})
		turn := must(d.Press(t.Context(), d.Person, slacktest.Message{TS: "1.1", Channel: "C0001", Blocks: json.RawMessage(blocks)}, "digest.all"))(t)
		if len(turn.Refused) > 0 || len(turn.Messages) != 1 || !strings.Contains(turn.Messages[0].Text, "22 November") {
			t.Errorf("%s: got %+v %q, want today's", value, turn.Messages, turn.Refused)
		}
	}
}

func TestWhereTheAppIsTakenOutDigestsGo_3_12(t *testing.T) {
	d := newDawn(t)
	d.asks(t, d.Person)
	d.asks(t, d.alone)
	d.world.Clock.Move(time.Hour)
	uninstalled, revoked := d.Uninstall(d.Person)
	d.told(t, revoked)
	d.told(t, uninstalled)
	if d.kept(t) {
		t.Error("a digest is left where the app is not")
	}
	d.to(t, christmas)
	d.rises(t)
	if calls := d.Calls("chat.postMessage"); len(calls) != 2 { // of asking
		t.Errorf("got %d posts, want none after the end", len(calls)-2)
	}
}

func TestHelpTellsOfDigestsWhereThereCanBeAny(t *testing.T) {
	d := newDawn(t)
	turn := must(d.Command(t.Context(), d.Person, "help"))(t)
	if blocks := string(turn.Messages[0].Blocks); !strings.Contains(blocks, "/photos digest on 8:00") {
		t.Errorf("got %s, want digests among it", blocks)
	}
}
