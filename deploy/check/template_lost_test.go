package check_test

import (
	"fmt"
	"slices"
	"strings"
)

// asynchronous are the services that call a function without waiting for its answer.
var asynchronous = []string{"s3.amazonaws.com", "sns.amazonaws.com", "events.amazonaws.com", "scheduler.amazonaws.com", "logs.amazonaws.com", "ses.amazonaws.com"}

// Every road on which nobody waits for the answer ends, when it fails, in a queue,
// and an alarm looks at the queue. What a clock calls it calls again, and Lambda tries
// it three times: there an alarm that rings when any function fails is enough.
func nothingIsLost(s stack) (wrong []string) {
	ends := map[string]bool{}
	for id, queue := range s.ofType("AWS::SQS::Queue") {
		if end, ok := at(queue, "RedrivePolicy", "deadLetterTargetArn").(string); ok {
			ends[strings.TrimSuffix(end, ".Arn")] = true
			if number(at(s.Resources[strings.TrimSuffix(end, ".Arn")], "Properties", "MessageRetentionPeriod")) <= number(queue["MessageRetentionPeriod"]) {
				wrong = append(wrong, fmt.Sprintf("%s ends in %s, which keeps messages no longer", id, end))
			}
		}
	}
	for id, source := range s.ofType("AWS::Lambda::EventSourceMapping") {
		from := strings.TrimSuffix(fmt.Sprint(source["EventSourceArn"]), ".Arn")
		switch end := at(source, "DestinationConfig", "OnFailure", "Destination"); {
		case s.Resources[from]["Type"] == "AWS::SQS::Queue" && at(s.Resources[from], "Properties", "RedrivePolicy", "deadLetterTargetArn") == nil:
			wrong = append(wrong, fmt.Sprintf("%s reads %s, which has no dead-letter queue", id, from))
		case s.Resources[from]["Type"] != "AWS::SQS::Queue" && end == nil:
			wrong = append(wrong, fmt.Sprintf("%s reads %s, and what fails goes nowhere", id, from))
		case end != nil:
			ends[strings.TrimSuffix(fmt.Sprint(end), ".Arn")] = true
		}
	}
	for _, p := range s.ofType("AWS::Lambda::Permission") {
		if !slices.Contains(asynchronous, fmt.Sprint(p["Principal"])) {
			continue
		}
		if s.isSchedule(p["SourceArn"]) && s.anyFailureRings() {
			continue
		}
		end := s.endOf(fmt.Sprint(p["FunctionName"]))
		if end == "" {
			wrong = append(wrong, fmt.Sprintf("%v calls %v and waits for no answer, and what fails goes nowhere", p["Principal"], p["FunctionName"]))
		}
		ends[end] = true
	}
	for end := range ends {
		if end != "" && !s.watched(end) {
			wrong = append(wrong, "no alarm looks at "+end)
		}
	}
	return wrong
}

// isSchedule reports whether an ARN is of a rule by the clock.
func (s stack) isSchedule(arn any) bool {
	rule := s.Resources[strings.TrimSuffix(fmt.Sprint(arn), ".Arn")]
	return rule["Type"] == "AWS::Events::Rule" && at(rule, "Properties", "ScheduleExpression") != nil && at(rule, "Properties", "EventPattern") == nil
}

// anyFailureRings reports whether an alarm rings at the first error of any function.
func (s stack) anyFailureRings() bool {
	for _, a := range s.ofType("AWS::CloudWatch::Alarm") {
		if a["Namespace"] == "AWS/Lambda" && a["MetricName"] == "Errors" && a["Dimensions"] == nil && number(a["Threshold"]) <= 1 {
			return true
		}
	}
	return false
}

// endOf gives the queue of what a function failed at when nobody waited.
func (s stack) endOf(function string) string {
	f := s.Resources[strings.TrimSuffix(function, ".Arn")]
	if queue, ok := at(f, "Properties", "DeadLetterConfig", "TargetArn").(string); ok {
		return strings.TrimSuffix(queue, ".Arn")
	}
	for _, c := range s.ofType("AWS::Lambda::EventInvokeConfig") {
		if queue, ok := at(c, "DestinationConfig", "OnFailure", "Destination").(string); ok && c["FunctionName"] == function {
			return strings.TrimSuffix(queue, ".Arn")
		}
	}
	return ""
}

// watched reports whether an alarm rings at the first message of a queue.
func (s stack) watched(queue string) bool {
	for _, a := range s.ofType("AWS::CloudWatch::Alarm") {
		named := slices.Contains(everyAt(a, "Dimensions", "Value"), any(queue+".QueueName"))
		if named && a["MetricName"] == "ApproximateNumberOfMessagesVisible" && number(a["Threshold"]) <= 1 {
			return true
		}
	}
	return false
}

// A job that failed comes back once whoever had it can't have it any more.
func jobsComeBack(s stack) (wrong []string) {
	for id, source := range s.ofType("AWS::Lambda::EventSourceMapping") {
		queue := at(s.Resources[strings.TrimSuffix(fmt.Sprint(source["EventSourceArn"]), ".Arn")], "Properties")
		function := at(s.Resources[fmt.Sprint(source["FunctionName"])], "Properties")
		if number(at(queue, "VisibilityTimeout")) < 6*number(at(function, "Timeout")) {
			wrong = append(wrong, fmt.Sprintf("%s: the queue hides a job for %v s, want six times the function's %v s", id, at(queue, "VisibilityTimeout"), at(function, "Timeout")))
		}
		if !slices.Contains(texts(source["FunctionResponseTypes"]), "ReportBatchItemFailures") {
			wrong = append(wrong, id+" does a whole batch again where one job failed")
		}
	}
	return wrong
}
