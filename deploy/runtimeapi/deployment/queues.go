package deployment

import (
	"cmp"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/url"
	"slices"
	"time"

	"shoebox/deploy/env"
	"shoebox/deploy/runtimeapi"
	"shoebox/shared/fault"
)

// makeQueues makes those of the template, each with its dead letters.
func (d *Deployment) makeQueues(o Options) {
	pair := func(logical, dead, name string, c runtimeapi.QueueConfig) (q, end *runtimeapi.Queue) {
		p := d.template.of(logical)
		end = runtimeapi.NewQueue(runtimeapi.QueueConfig{Name: name + "-dead", Retention: seconds(d.template.of(dead).Retention)})
		c.Name, c.Retention, c.Visibility = name, seconds(p.Retention), cmp.Or(c.Visibility, seconds(p.Visibility))
		c.MaxReceives, c.DeadLetters = p.Redrive.MaxReceives, end
		return runtimeapi.NewQueue(c), end
	}
	d.Queue, d.DeadLetters = pair("SlackQueue", "SlackDeadLetters", "shoebox", runtimeapi.QueueConfig{Visibility: o.Visibility})
	d.IngestQueue, d.IngestDeadLetters = pair("IngestQueue", "IngestDeadLetters", "shoebox-ingest",
		runtimeapi.QueueConfig{Visibility: o.Ingest.Visibility, Hurry: o.Ingest.Hurry})
}

// serveQueues serves all of them as SQS.
func (d *Deployment) serveQueues(ctx context.Context) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fault.As("deployment.serveQueues", fault.Unavailable, err)
	}
	d.sqs = &http.Server{Handler: runtimeapi.NewSQS(d.Queue, d.DeadLetters, d.IngestQueue, d.IngestDeadLetters), ReadHeaderTimeout: time.Minute}
	d.serving.Go(func() { _ = d.sqs.Serve(listener) }) // ends when it is closed
	d.QueuesURL = "http://" + listener.Addr().String()
	return nil
}

// feed has a function handle what comes into a queue, as the template maps them.
func (d *Deployment) feed(function string, q *runtimeapi.Queue, batch int, handled func(runtimeapi.Result)) error {
	mapping := d.template.of(env.Function(function)).Events["Queue"].Properties
	source, err := runtimeapi.NewSource(runtimeapi.SourceConfig{
		Queue: q, Fleet: d.Functions[function], BatchSize: cmp.Or(batch, mapping.BatchSize), Handled: handled,
		ReportBatchItemFailures: slices.Contains(mapping.ResponseTypes, "ReportBatchItemFailures"),
	})
	if err == nil {
		d.sources = append(d.sources, source)
	}
	return err
}

// listen has S3 tell the queue of what the template says, after the message with which
// it tries whether it may.
func (d *Deployment) listen(notify func(func([]byte)) func()) error {
	if notify == nil {
		return nil
	}
	told := d.template.of("Photos").Notifications.Queues
	if len(told) == 0 {
		return fault.New("deployment.listen", fault.Invalid, "the template's bucket tells no queue")
	}
	test := `{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"` + time.Now().UTC().Format("2006-01-02T15:04:05.000Z") +
		`","Bucket":"shoebox-local","RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR+YstdA6Knx4Ip8EXAMPLE"}`
	if _, err := d.IngestQueue.Send(test, 0, nil); err != nil {
		return err
	}
	d.deaf = notify(func(message []byte) {
		name, key := objectOf(message)
		if slices.ContainsFunc(told, func(n notification) bool { return n.means(name, key) }) {
			_, _ = d.IngestQueue.Send(string(message), 0, nil) // it is small, and text
		}
	})
	return nil
}

// objectOf gives what a message of S3 is about.
func objectOf(message []byte) (event, key string) {
	var said struct {
		Records []struct {
			Name string `json:"eventName"`
			S3   struct {
				Object struct {
					Key string `json:"key"`
				} `json:"object"`
			} `json:"s3"`
		}
	}
	if json.Unmarshal(message, &said) != nil || len(said.Records) != 1 {
		return "", ""
	}
	r := said.Records[0]
	key, err := url.QueryUnescape(r.S3.Object.Key)
	if err != nil {
		return "", ""
	}
	return r.Name, key
}
