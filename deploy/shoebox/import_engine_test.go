package main_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/google/go-cmp/cmp"

	main "shoebox/deploy/shoebox"

	"shoebox/deploy/engines/unreliable"
	"shoebox/deploy/sample"
	"shoebox/deploy/stage"
	"shoebox/deploy/stage/stagetest"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
	"shoebox/shared/table/dynamotable"
	"shoebox/shared/table/dynamotable/dynamotest"
)

// asCommand has this binary run a command line instead of its tests, so that one can be
// killed.
const asCommand = "SHOEBOX_TESTS_RUN_A_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		os.Exit(main.Run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.LookupEnv, nil))
	}
	os.Exit(m.Run())
}

// deployed is a Shoebox in AWS, as somebody has it in their environment who runs it.
type deployed struct {
	*stage.Stage
	proxy     *unreliable.Proxy // before the table
	galleries *gallery.Galleries
}

func openDeployed(t *testing.T) deployed {
	t.Helper()
	s := stagetest.Open(t)
	proxy, err := unreliable.Start(s.DynamoDBURL)
	if err != nil {
		t.Fatal(err)
	}
	items := table.New(dynamotable.New(dynamodb.NewFromConfig(s.TableSDK()), s.TableName), time.Now)
	t.Cleanup(func() {
		if err := proxy.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, variable := range s.Environment("image") {
		name, value, _ := strings.Cut(variable, "=")
		t.Setenv(name, value) // where the engines are, the SDK asks the process itself
	}
	t.Setenv("AWS_ENDPOINT_URL_DYNAMODB", proxy.URL)
	return deployed{s, proxy, gallery.New(items, gallery.Keys{make([]byte, 32)}, time.Now)}
}

func (deployed) run(t *testing.T, args ...string) result {
	t.Helper()
	return runIn(t.Context(), strings.NewReader(""), os.LookupEnv, args...)
}

// photos are those of a gallery, by their titles.
func (c deployed) photos(t *testing.T, id gallery.ID) map[string]gallery.Photo {
	t.Helper()
	g := c.galleries.As(gallery.Membership{Gallery: id, Role: gallery.Viewer})
	page, err := g.Find(t.Context(), gallery.Query{Limit: gallery.MaxLimit})
	if err != nil || page.Next != "" {
		t.Fatal(page.Next, err)
	}
	all := map[string]gallery.Photo{}
	for _, hit := range page.Hits {
		p, err := g.Photo(t.Context(), hit.ID)
		if err != nil {
			t.Fatal(err)
		}
		all[p.Title] = p
	}
	return all
}

// found makes a gallery.
func (c deployed) found(t *testing.T, id gallery.ID) string {
	t.Helper()
	if err := c.galleries.Found(t.Context(), id, gallery.Shared, "Ours", gallery.Member{User: sample.Asker().User}); err != nil {
		t.Fatal(err)
	}
	return string(id)
}

// pictures writes some that differ, and gives their folder.
func pictures(t *testing.T, n int) string {
	t.Helper()
	from := t.TempDir()
	for i := range n {
		picture(t, filepath.Join(from, fmt.Sprintf("picture %c%c.jpg", 'a'+i/26, 'a'+i%26)), uint8(5*i))
	}
	return from
}

func TestImportIntoAWS(t *testing.T) {
	c := openDeployed(t)
	t.Run("an export comes with all that is said", c.exported)
	t.Run("one that is killed can be run again", c.killed)
	t.Run("a table that throttles slows it down", c.throttled)
}

func (c deployed) exported(t *testing.T) {
	ours := c.found(t, "01J2SH0EB0X0000000000000AA")
	from := t.TempDir()
	picture(t, filepath.Join(from, "a.jpg"), 10)
	data, err := os.ReadFile(filepath.Join(from, "a.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	const album = "Takeout/Google Photos/By the lake/"
	const says = `{"title":"a.jpg","description":"A long day","photoTakenTime":{"timestamp":"1688560000"},"people":[{"name":"Anna"}],"favorited":true}`
	takeout := archived(t, filepath.Join(t.TempDir(), "takeout-20260101T000000Z-001.zip"),
		album+"a.jpg", string(data), album+"a.jpg.json", says, album+"metadata.json", `{"title":"By the lake","access":"protected"}`)
	for _, want := range []string{"1 added, 0 already there, 0 skipped.\n", "0 added, 1 already there, 0 skipped.\n"} {
		if got := c.run(t, "import", "--gallery", ours, "--tag", "brought", takeout); got != (result{0, want, ""}) {
			t.Errorf("got %+v, want %q", got, want)
		}
	}
	type said struct {
		Description    string
		Albums, People []string
		Tags           []string
		Favourite      bool
		Taken          int64
	}
	p := c.photos(t, gallery.ID(ours))["a"]
	want := said{"A long day", []string{"By the lake"}, []string{"Anna"}, []string{"brought"}, true, 1688560000}
	if diff := cmp.Diff(said{p.Description, p.Albums, p.People, p.Tags, p.Favourite, p.Taken.Unix()}, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	if got := c.run(t, "doctor", "--gallery", ours); got.Code != 0 {
		t.Errorf("got %+v, want all well", got)
	}

	if err := c.galleries.SetQuota(t.Context(), gallery.ID(ours), 1); err != nil {
		t.Fatal(err)
	}
	if got := c.run(t, "import", "--gallery", ours, pictures(t, 2)); got.Code != 1 || !strings.Contains(got.Stderr, "the gallery is full") {
		t.Errorf("got %+v, want its quota to hold", got)
	}
	if got := c.run(t, "import", "--gallery", "01J2SH0EB0X0000000000000BB", from); got.Code != 1 || !strings.Contains(got.Stderr, "there is no gallery") {
		t.Errorf("got %+v, want no gallery to be made", got)
	}
}

// Whoever runs an import again that died gets what they would have got at once.
func (c deployed) killed(t *testing.T) {
	const n = 30
	for nth, way := range map[int]unreliable.Way{1: unreliable.Refused, 3: unreliable.Passed, 6: unreliable.Unanswered, 10: unreliable.Passed} {
		t.Run(fmt.Sprintf("at its write %d", nth), func(t *testing.T) {
			ours := c.found(t, gallery.ID(fmt.Sprintf("01J2SH0EB0X000000000000%03d", nth)))
			from := pictures(t, n)
			cmd := exec.CommandContext(t.Context(), os.Args[0], "import", "--gallery", ours, from)
			cmd.Env = append(os.Environ(), asCommand+"=1")
			var out bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &out
			started := make(chan struct{}) // before that there is no process to kill
			c.proxy.Plan(unreliable.Fault{Of: dynamotest.Writes, Nth: nth, Way: func(x unreliable.Exchange) {
				<-started
				cmd.Process.Kill() //nolint:errcheck // how it ended shows
				way(x)
			}})
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			close(started)
			err := cmd.Wait()
			c.proxy.Plan()
			const killed = -1 // what a process that a signal ended exits with
			if err == nil || cmd.ProcessState.ExitCode() != killed {
				t.Fatalf("it was not killed (%v): %s", err, out.String())
			}
			if got := c.run(t, "import", "--gallery", ours, from); got.Code != 0 {
				t.Fatalf("got %+v", got)
			}
			if got, want := c.run(t, "import", "--gallery", ours, from), (result{0, fmt.Sprintf("0 added, %d already there, 0 skipped.\n", n), ""}); got != want {
				t.Errorf("a third time: got %+v, want %+v", got, want)
			}
			if got := slices.Sorted(maps.Keys(c.photos(t, gallery.ID(ours)))); len(got) != n {
				t.Errorf("got %d photos, want %d: %q", len(got), n, got)
			}
			if got := c.run(t, "doctor", "--gallery", ours); got.Code != 0 || !strings.HasPrefix(got.Stdout, fmt.Sprintf("Looked at %d photos", n)) {
				t.Errorf("got %+v, want all well", got)
			}
		})
	}
}

func (c deployed) throttled(t *testing.T) {
	ours := c.found(t, "01J2SH0EB0X0000000000000CC")
	throttled := func(of func(unreliable.Request) bool) unreliable.Fault {
		until := sync.OnceValue(func() time.Time { return time.Now().Add(3 * time.Second) }) // five times what a request waits for that somebody waits for
		return unreliable.Fault{Times: -1, Way: dynamotest.Throttled, Of: func(r unreliable.Request) bool { return of(r) && time.Now().Before(until()) }}
	}
	reads := func(r unreliable.Request) bool { return !dynamotest.Writes(r) }
	for name, fault := range map[string]unreliable.Fault{"reads": throttled(reads), "writes": throttled(dynamotest.Writes)} {
		t.Run(name, func(t *testing.T) {
			c.proxy.Plan(fault)
			defer c.proxy.Plan()
			if got := c.run(t, "import", "--gallery", ours, "--album", name, pictures(t, 5)); got.Code != 0 {
				t.Errorf("got %+v, want it to wait", got)
			}
			if got := c.proxy.Requests(); got < 20 {
				t.Errorf("got %d requests, want it to try again", got)
			}
		})
	}
	t.Run("but a stop does not wait", func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		c.proxy.Plan(unreliable.Fault{Of: dynamotest.Writes, Times: -1, Way: func(x unreliable.Exchange) {
			stop()
			dynamotest.Throttled(x)
		}})
		defer c.proxy.Plan()
		got := runIn(ctx, strings.NewReader(""), os.LookupEnv, "import", "--gallery", ours, "--album", "stopped", pictures(t, 9))
		if got.Code != 1 || !strings.Contains(got.Stderr, "stopped before the end: run the same command again to go on.") {
			t.Errorf("got %+v, want it stopped", got)
		}
	})
}
