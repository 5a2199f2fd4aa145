package runtimeapi

import (
	"encoding/json"
	"strconv"
	"strings"
	"sync"
	"time"
)

// moves are the tasks that move dead letters to the queue that they came from.
type moves struct {
	mu    sync.Mutex
	tasks []*move // the one begun last comes first
}

// move is one of them.
type move struct {
	handle   string
	from, to *Queue
	begun    time.Time
	toMove   int
	moved    int
	status   string // as SQS has it: RUNNING, COMPLETED, CANCELLED
}

func (s *SQS) queueURL(raw []byte, host string) (any, *declined) {
	var in struct{ QueueName string }
	if json.Unmarshal(raw, &in) != nil {
		return nil, unreadable
	}
	q := s.queues[in.QueueName]
	if q == nil {
		return nil, noQueue
	}
	return map[string]string{"QueueUrl": QueueURL("http://"+host, q)}, nil
}

func (s *SQS) attributes(raw []byte) (any, *declined) {
	var in struct {
		QueueURL string `json:"QueueUrl"`
	}
	if json.Unmarshal(raw, &in) != nil {
		return nil, unreadable
	}
	q := s.find(in.QueueURL)
	if q == nil {
		return nil, noQueue
	}
	visible, hidden := q.Count()
	all := map[string]string{
		"QueueArn": q.ARN(), "ApproximateNumberOfMessages": strconv.Itoa(visible), "ApproximateNumberOfMessagesNotVisible": strconv.Itoa(hidden),
	}
	if q.c.DeadLetters != nil {
		policy, _ := json.Marshal(map[string]any{"deadLetterTargetArn": q.c.DeadLetters.ARN(), "maxReceiveCount": q.c.MaxReceives})
		all["RedrivePolicy"] = string(policy)
	}
	return map[string]any{"Attributes": all}, nil
}

// byARN gives the queue of an ARN; nil where there is none.
func (s *SQS) byARN(arn string) *Queue {
	q := s.queues[arn[strings.LastIndex(arn, ":")+1:]]
	if q == nil || q.ARN() != arn {
		return nil
	}
	return q
}

// sourceOf gives the queue whose dead letters another has; nil where it has nobody's.
func (s *SQS) sourceOf(dead *Queue) *Queue {
	for _, q := range s.queues {
		if q.c.DeadLetters == dead {
			return q
		}
	}
	return nil
}

func (s *SQS) startMove(raw []byte) (any, *declined) {
	var in struct {
		SourceArn string
		PerSecond int `json:"MaxNumberOfMessagesPerSecond"`
	}
	if json.Unmarshal(raw, &in) != nil {
		return nil, unreadable
	}
	from := s.byARN(in.SourceArn)
	if from == nil {
		return nil, &declined{"ResourceNotFoundException", "The resource that you specified for the SourceArn parameter doesn't exist."}
	}
	to := s.sourceOf(from)
	if to == nil {
		return nil, &declined{"InvalidParameterValue", "Source queue must be configured as a Dead Letter Queue."}
	}
	s.moves.mu.Lock()
	defer s.moves.mu.Unlock()
	for _, m := range s.moves.tasks {
		if m.from == from && m.status == "RUNNING" {
			return nil, &declined{"UnsupportedOperation", "There is already a task running. Only one active task is allowed for a source queue arn at a given time."}
		}
	}
	visible, hidden := from.Count()
	m := &move{handle: uuid(), from: from, to: to, begun: time.Now(), toMove: visible + hidden, status: "RUNNING"}
	s.moves.tasks = append([]*move{m}, s.moves.tasks...)
	go s.moves.run(m, in.PerSecond)
	return map[string]string{"TaskHandle": m.handle}, nil
}

// run moves one message after the other, until there is none or somebody cancels.
func (ms *moves) run(m *move, perSecond int) {
	for {
		ms.mu.Lock()
		if m.status == "RUNNING" {
			if m.from.move(m.to) {
				m.moved++
			} else {
				m.status = "COMPLETED"
			}
		}
		over := m.status != "RUNNING"
		ms.mu.Unlock()
		if over {
			return
		}
		if perSecond > 0 {
			time.Sleep(time.Second / time.Duration(perSecond))
		}
	}
}

func (s *SQS) listMoves(raw []byte) (any, *declined) {
	var in struct {
		SourceArn  string
		MaxResults int
	}
	if json.Unmarshal(raw, &in) != nil {
		return nil, unreadable
	}
	s.moves.mu.Lock()
	defer s.moves.mu.Unlock()
	results := []map[string]any{}
	for _, m := range s.moves.tasks {
		if m.from.ARN() != in.SourceArn || len(results) == max(in.MaxResults, 1) {
			continue
		}
		one := map[string]any{
			"Status": m.status, "SourceArn": in.SourceArn, "StartedTimestamp": m.begun.UnixMilli(),
			"ApproximateNumberOfMessagesMoved": m.moved, "ApproximateNumberOfMessagesToMove": m.toMove,
		}
		if m.status == "RUNNING" {
			one["TaskHandle"] = m.handle
		}
		results = append(results, one)
	}
	return map[string]any{"Results": results}, nil
}

func (s *SQS) cancelMove(raw []byte) (any, *declined) {
	var in struct{ TaskHandle string }
	if json.Unmarshal(raw, &in) != nil {
		return nil, unreadable
	}
	s.moves.mu.Lock()
	defer s.moves.mu.Unlock()
	for _, m := range s.moves.tasks {
		if m.handle == in.TaskHandle && m.status == "RUNNING" {
			m.status = "CANCELLED"
			return map[string]int{"ApproximateNumberOfMessagesMoved": m.moved}, nil
		}
	}
	return nil, &declined{"ResourceNotFoundException", "There is no such task that runs."}
}
