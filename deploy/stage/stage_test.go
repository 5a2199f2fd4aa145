package stage_test

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/google/go-cmp/cmp"

	"shoebox/deploy/env"
	"shoebox/deploy/sample"
	"shoebox/deploy/stage"
	"shoebox/deploy/stage/stagetest"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
	"shoebox/shared/table/dynamotable"
)

// TestTheStageIsAsItIsDeployed opens one stage for all that can be seen on it, since
// opening takes seconds.
func TestTheStageIsAsItIsDeployed(t *testing.T) {
	s := stagetest.Open(t)
	t.Run("its table and bucket are those of the template", func(t *testing.T) { compareResources(t, s) })
	t.Run("who asks in the samples owns the gallery", func(t *testing.T) { knowsTheAsker(t, s) })
	t.Run("it has the sample album with its pictures", func(t *testing.T) { hasTheAlbum(t, s) })
	t.Run("it is waited for until its engines end", func(t *testing.T) { tellsTheEnd(t, s) })
	t.Run("closed it is gone", func(t *testing.T) { closes(t, s) })
}

func tables(s *stage.Stage) *dynamodb.Client { return dynamodb.NewFromConfig(s.TableSDK()) }

func buckets(s *stage.Stage) *s3.Client { return s3.NewFromConfig(s.BucketSDK()) }

func open(t *testing.T, s *stage.Stage) *table.Table {
	t.Helper()
	tb := table.New(dynamotable.New(tables(s), s.TableName), time.Now)
	t.Cleanup(func() {
		if err := tb.Close(); err != nil {
			t.Error(err)
		}
	})
	return tb
}

func knowsTheAsker(t *testing.T, s *stage.Stage) {
	t.Helper()
	tb := open(t, s)
	linked := account.NewPeople(account.PeopleConfig{
		Table: tb, Galleries: gallery.New(tb, gallery.Keys{make([]byte, 32)}, time.Now), Now: time.Now,
	})
	for _, who := range sample.Asker().Identities {
		got, err := linked.Identify(t.Context(), who)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(got, sample.Asker().Actor); diff != "" {
			t.Errorf("%s (-got +want):\n%s", who.Channel, diff)
		}
	}
	if _, err := linked.Identify(t.Context(), account.Identity{Channel: account.Slack, User: sample.SlackUser, Team: "T0OTHER"}); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %v for somebody else, want unauthenticated", err)
	}
}

// albumIDs gives the ids of the sample album, the newest first.
func albumIDs(t *testing.T) []gallery.PhotoID {
	t.Helper()
	type record struct {
		ID    gallery.PhotoID `json:"id"`
		Taken time.Time       `json:"taken"`
	}
	var records []record
	for decoder := json.NewDecoder(sample.Records()); decoder.More(); {
		var r record
		if err := decoder.Decode(&r); err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	slices.SortFunc(records, func(a, b record) int { return b.Taken.Compare(a.Taken) })
	var ids []gallery.PhotoID
	for _, r := range records {
		ids = append(ids, r.ID)
	}
	return ids
}

func hasTheAlbum(t *testing.T, s *stage.Stage) {
	t.Helper()
	key := gallery.Keys{[]byte(strings.Repeat("k", 32))}
	g := gallery.New(open(t, s), key, time.Now).As(sample.Asker().Membership)
	page, err := g.Find(t.Context(), gallery.Query{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	var ids []gallery.PhotoID
	for _, hit := range page.Hits {
		ids = append(ids, hit.ID)
	}
	if diff := cmp.Diff(ids, albumIDs(t)); diff != "" {
		t.Errorf("photos (-got +want):\n%s", diff)
	}
	newest, err := g.Photo(t.Context(), ids[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{newest.Objects.Original, newest.Objects.Small, newest.Objects.Medium, newest.Objects.Large} {
		object, err := buckets(s).HeadObject(t.Context(), &s3.HeadObjectInput{Bucket: &s.BucketName, Key: &name})
		if err != nil {
			t.Fatal(err)
		}
		if *object.ContentType != "image/jpeg" || *object.ContentLength == 0 {
			t.Errorf("%s: got %s of %d bytes, want a picture", name, *object.ContentType, *object.ContentLength)
		}
	}
}

func tellsTheEnd(t *testing.T, s *stage.Stage) {
	t.Helper()
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Wait(ended); err != nil {
		t.Errorf("got %v when the context ended, want nothing", err)
	}
	if err := s.Lose(); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(t.Context()); !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "DynamoDB Local has ended by itself") {
		t.Errorf("got %v, want it to say which engine ended", err)
	}
}

func closes(t *testing.T, s *stage.Stage) {
	t.Helper()
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for _, url := range []string{s.DynamoDBURL, s.S3URL} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		if response, err := http.DefaultClient.Do(request); err == nil {
			response.Body.Close()
			t.Errorf("%s still answers", url)
		}
	}
}

func TestTheEnvironmentIsThatOfLocalJSONAtTheStagesAddresses(t *testing.T) {
	s := &stage.Stage{DynamoDBURL: "http://127.0.0.1:1111", S3URL: "http://127.0.0.1:2222", KeyURL: "http://127.0.0.1:3333"}
	for logical, want := range env.Local() {
		t.Run(logical, func(t *testing.T) {
			for name, url := range map[string]string{
				"AWS_ENDPOINT_URL_DYNAMODB": s.DynamoDBURL, "AWS_ENDPOINT_URL_S3": s.S3URL, "SHOEBOX_OBJECTS_URL": s.S3URL,
				"AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER": s.KeyURL,
			} {
				if _, used := want[name]; used {
					want[name] = url
				}
			}
			want["AWS_REGION"], want["AWS_ACCESS_KEY_ID"], want["AWS_SECRET_ACCESS_KEY"] = "us-east-1", "defaultkey", "defaultsecret"
			got := map[string]string{}
			for _, variable := range s.Environment(logical) {
				name, value, _ := strings.Cut(variable, "=")
				got[name] = value
			}
			if diff := cmp.Diff(got, want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
	for _, name := range []string{"alexa", "slack", "slackworker", "image"} {
		if diff := cmp.Diff(s.Environment(name), s.Environment(env.Function(name))); diff != "" || len(s.Environment(name)) == 0 {
			t.Errorf("%s by its folder and in the template (-got +want):\n%s", name, diff)
		}
	}
	if got := s.Environment("nobody"); got != nil {
		t.Errorf("got %q for a function that nobody knows", got)
	}
	if names := slices.Sorted(maps.Keys(env.Local())); len(names) < 4 {
		t.Errorf("got %q, want every function", names)
	}
}
