package check_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/inbox"
)

// told are the queues that a bucket tells of objects, by what their keys begin with.
func (s stack) told(bucket string) map[string]string {
	all := map[string]string{}
	told, _ := at(s.Resources[bucket], "Properties", "NotificationConfiguration", "QueueConfigurations").([]any)
	for _, one := range told {
		prefix := ""
		if rules, _ := at(one, "Filter", "S3Key", "Rules").([]any); len(rules) == 1 && at(rules[0], "Name") == "prefix" {
			prefix = or(at(rules[0], "Value"))
		}
		if at(one, "Event") == "s3:ObjectCreated:*" {
			all[prefix] = strings.TrimSuffix(or(at(one, "Queue")), ".Arn")
		}
	}
	return all
}

// Each place where files arrive is told of, and so is nothing else: photos themselves
// would be made photos of.
func filesBecomePhotos(s stack) (wrong []string) {
	told := s.told("Photos")
	for _, prefix := range inbox.Prefixes() {
		if told[prefix] != "IngestQueue" {
			wrong = append(wrong, "nobody is told of what arrives below "+prefix)
		}
	}
	for prefix := range told {
		if !slices.Contains(inbox.Prefixes(), prefix) {
			wrong = append(wrong, fmt.Sprintf("a queue is told of %q, where nothing arrives", prefix))
		}
	}
	// S3 keeps no notification for a queue that it may not send to.
	if opening := or(s.Resources["Photos"]["DependsOn"]); !slices.Contains(texts(s.Resources["Photos"]["DependsOn"]), "IngestQueueOpening") {
		wrong = append(wrong, "the bucket is made before it may tell the queue, after "+opening)
	}
	return wrong
}

// policies gives the statements of the policies of a queue that are there in the end:
// of two, those of the one that is made after the other.
func (s stack) policies(queue string) []any {
	var last []any
	var lastID string
	for id, p := range s.ofType("AWS::SQS::QueuePolicy") {
		of := slices.Contains(texts(p["Queues"]), queue)
		if of && (lastID == "" || slices.Contains(texts(s.Resources[id]["DependsOn"]), lastID)) {
			last, _ = at(p, "PolicyDocument", "Statement").([]any)
			lastID = id
		}
	}
	return last
}

// Who could put messages into the queue could have the function try anything, over and
// over, at the account's cost.
func onlyTheBucketFillsTheQueue(s stack) (wrong []string) {
	statements := s.policies("IngestQueue")
	want := map[string]any{
		"Sid": "Photos", "Effect": "Allow", "Principal": map[string]any{"Service": "s3.amazonaws.com"},
		"Action": "sqs:SendMessage", "Resource": "IngestQueue.Arn",
		"Condition": map[string]any{
			"ArnEquals":    map[string]any{"aws:SourceArn": "Photos.Arn"},
			"StringEquals": map[string]any{"aws:SourceAccount": "ACCOUNT"},
		},
	}
	if len(statements) != 1 || !cmp.Equal(statements[0], any(want)) {
		wrong = append(wrong, fmt.Sprintf("others than the bucket may fill the queue: %v", statements))
	}
	for id, p := range s.ofType("AWS::SQS::QueuePolicy") {
		for _, account := range everyAt(p, "PolicyDocument", "Statement", "Condition", "StringEquals", "aws:SourceAccount") {
			if account == "ACCOUNT" {
				account = nil
			}
			if account != nil {
				wrong = append(wrong, fmt.Sprintf("%s lets %v in", id, account))
			}
		}
		if len(everyAt(p, "PolicyDocument", "Statement", "Condition", "StringEquals", "aws:SourceAccount")) != len(everyAt(p, "PolicyDocument", "Statement")) {
			wrong = append(wrong, id+" lets other accounts in")
		}
	}
	return wrong
}

// Rekognition is paid by the photo, so nothing of it is there where nobody asked.
func TestLabelsAreThereForWhoAskedAlone(t *testing.T) {
	for size, s := range sizes(t, translated(t)) {
		asked := s.Parameters["Labels"] == "rekognition"
		may := strings.Contains(fmt.Sprint(statements(s.Resources["IngestRole"]["Properties"])), "rekognition:")
		if may != asked {
			t.Errorf("%s: the function may ask Rekognition: %v, and somebody asked for it: %v", size, may, asked)
		}
		for id, role := range s.ofType("AWS::IAM::Role") {
			if id != "IngestRole" && strings.Contains(fmt.Sprint(statements(role)), "rekognition:") {
				t.Errorf("%s: %s may ask Rekognition, and makes no photos", size, id)
			}
		}
	}
}

// Without a token of Slack's nobody may post, so nobody looks for digests, either.
func TestDigestsAreLookedForWhereTheyCanBePosted(t *testing.T) {
	for size, s := range sizes(t, translated(t)) {
		want := "ENABLED"
		if s.Parameters["SlackClientId"] == "" {
			want = "DISABLED"
		}
		if got := at(s.Resources["DigestFunctionQuarterly"], "Properties", "State"); got != want {
			t.Errorf("%s: the clock is %v, want %s", size, got, want)
		}
	}
}

// Uploads say that a file is tried no more after as many tries as the queue gives.
func TestHowOftenAFileIsTriedIsTheSameEverywhere(t *testing.T) {
	s := sizes(t, translated(t))["household"]
	if got := number(at(s.Resources["IngestQueue"], "Properties", "RedrivePolicy", "maxReceiveCount")); got != inbox.Tries {
		t.Errorf("a file is tried %v times, want %d", got, inbox.Tries)
	}
	times := strconv.Itoa(inbox.Tries) + " times"
	if told := or(at(s.Resources["IngestDeadLettersArrived"], "Properties", "AlarmDescription")); !strings.HasPrefix(told, times+" ") {
		t.Errorf("the alarm says %q, want %q", told, times)
	}
	for _, row := range rows(t, guide(t), "| Alarm | What happened |") {
		if row[0] == "`IngestDeadLettersArrived`" && !strings.HasPrefix(row[1], times+" ") {
			t.Errorf("the guide says %q, want %q", row[1], times)
		}
	}
}

// A letter whose file is gone can't be brought back.
func TestFilesAreKeptAsLongAsTheirDeadLetters(t *testing.T) {
	s := sizes(t, translated(t))["household"]
	const day = 24 * 60 * 60
	letters := number(at(s.Resources["IngestDeadLetters"], "Properties", "MessageRetentionPeriod"))
	days := map[string]float64{}
	rules, _ := at(s.Resources["Photos"], "Properties", "LifecycleConfiguration", "Rules").([]any)
	for _, r := range rules {
		if prefix, ok := at(r, "Prefix").(string); ok {
			days[prefix] = number(at(r, "ExpirationInDays"))
		}
	}
	if days["incoming/"]*day <= letters {
		t.Errorf("files are kept for %v days, and dead letters for %v", days["incoming/"], letters/day)
	}
	if want := inbox.AsideLife.Hours() / 24; days["refused/"] != want {
		t.Errorf("what was put aside is kept for %v days, want %v", days["refused/"], want)
	}
	if got, is := days["inbox/"]; is {
		t.Errorf("what was dropped goes after %v days, want it to stay: it may be somebody's only copy", got)
	}
}
