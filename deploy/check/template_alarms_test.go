package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// amazons are the metrics of AWS that alarms and the dashboard look at, and the
// dimension each has. A name that is mistyped would be silent for ever.
var amazons = map[string]string{
	"AWS/Lambda Errors": "FunctionName", "AWS/Lambda Throttles": "", "AWS/Lambda Duration": "FunctionName", "AWS/Lambda Invocations": "FunctionName",
	"AWS/SQS ApproximateNumberOfMessagesVisible": "QueueName", "AWS/SQS ApproximateAgeOfOldestMessage": "QueueName",
	"AWS/SQS NumberOfMessagesSent": "QueueName", "AWS/SQS NumberOfMessagesDeleted": "QueueName",
	"AWS/ApiGateway Count": "ApiId", "AWS/ApiGateway 5xx": "ApiId",
	"AWS/DynamoDB ConsumedReadCapacityUnits": "TableName", "AWS/DynamoDB ConsumedWriteCapacityUnits": "TableName",
}

// freeAlarms is how many series alarms may look at for nothing, and allAlarms how many
// they do for who asks for all.
const freeAlarms, allAlarms = 10, 13

func alarmsAreFree(s stack) (wrong []string) {
	series := 0
	for _, a := range s.ofType("AWS::CloudWatch::Alarm") {
		series += max(1, len(everyAt(a, "Metrics", "MetricStat")))
	}
	most := freeAlarms
	if s.Parameters["Alarms"] == "all" {
		most = allAlarms
	}
	if series > most {
		wrong = append(wrong, fmt.Sprintf("alarms look at %d series, of at most %d", series, most))
	}
	if more := s.ofType("AWS::CloudWatch::CompositeAlarm"); len(more) > 0 {
		wrong = append(wrong, "composite alarms are never free")
	}
	return wrong
}

func alarmsTell(s stack) (wrong []string) {
	byEmail := s.Parameters["AlarmEmail"] != ""
	if got := len(s.ofType("AWS::SNS::Topic")) > 0; got != byEmail {
		wrong = append(wrong, fmt.Sprintf("there is a topic: %v, and an address to send to: %v", got, byEmail))
	}
	for id, a := range s.ofType("AWS::CloudWatch::Alarm") {
		if told := len(everyAt(a, "AlarmActions")) > 0 && len(everyAt(a, "OKActions")) > 0; told != byEmail {
			wrong = append(wrong, fmt.Sprintf("%s tells somebody: %v, and there is somebody to tell: %v", id, told, byEmail))
		}
		if a["TreatMissingData"] != "notBreaching" && !s.clockwork(a) {
			wrong = append(wrong, id+" rings where nobody asks for anything")
		}
		if a["AlarmDescription"] == nil {
			wrong = append(wrong, id+" does not say what happened")
		}
		wrong = append(wrong, s.unknownMetric(id, fmt.Sprint(a["Namespace"]), fmt.Sprint(a["MetricName"]), everyAt(a, "Dimensions", "Name"))...)
	}
	return wrong
}

// clockwork reports whether an alarm rings when a clock calls a function no more.
func (s stack) clockwork(alarm map[string]any) bool {
	of := everyAt(alarm, "Dimensions", "Value")
	return alarm["MetricName"] == "Invocations" && len(of) == 1 && scheduled[fmt.Sprint(of[0])] != ""
}

// unknownMetric finds a metric of AWS that there is not. What is ours is compared
// where it is made.
func (s stack) unknownMetric(id, namespace, name string, dimensions []any) (wrong []string) {
	dimension, known := amazons[namespace+" "+name]
	switch {
	case namespace == "Shoebox/"+pseudo["AWS::StackName"]:
	case !known:
		wrong = append(wrong, fmt.Sprintf("%s looks at %s %s, which there is not", id, namespace, name))
	case len(dimensions) == 0 && namespace == "AWS/Lambda": // of all functions of the region
	case dimension == "" && len(dimensions) > 0, dimension != "" && !slices.Equal(texts(dimensions), []string{dimension}):
		wrong = append(wrong, fmt.Sprintf("%s looks at %s %s by %v, want by %q", id, namespace, name, dimensions, dimension))
	}
	return wrong
}

// What may go wrong where people notice, and the alarm that rings then.
func TestAnAlarmRingsForWhatPeopleWouldNotice(t *testing.T) {
	all := sizes(t, translated(t))
	alarms := all["household"].ofType("AWS::CloudWatch::Alarm")
	ring := func(namespace, metric, of string) float64 {
		for _, a := range alarms {
			if a["Namespace"] == namespace && a["MetricName"] == metric && (of == "" || slices.Contains(everyAt(a, "Dimensions", "Value"), any(of))) {
				return number(a["Threshold"])
			}
		}
		return -1
	}
	ours := "Shoebox/" + pseudo["AWS::StackName"]
	tests := []struct {
		name string
		at   float64
		want float64
	}{
		{"any function crashes", ring("AWS/Lambda", "Errors", ""), 1},
		{"the page fails", ring("AWS/ApiGateway", "5xx", "AppApi"), 3},
		{"pictures fail", ring("AWS/ApiGateway", "5xx", "ImageApi"), 3},
		{"the worker gives up", ring("AWS/SQS", "ApproximateNumberOfMessagesVisible", "SlackDeadLetters.QueueName"), 1},
		{"functions are refused", ring("AWS/Lambda", "Throttles", ""), 1},
		{"Alexa took four fifths of the eight seconds", ring("AWS/Lambda", "Duration", "AlexaFunction"), 6400},
		{"Slack's front took four fifths of the three seconds", ring("AWS/Lambda", "Duration", "SlackFunction"), 2400},
		{"people get apologies", ring(ours, "Apologies", ""), 3},
		{"the table refuses", ring(ours, "TableThrottles", ""), 10},
		{"no photo comes of a file", ring("AWS/SQS", "ApproximateNumberOfMessagesVisible", "IngestDeadLetters.QueueName"), 1},
	}
	alarms = all["everything"].ofType("AWS::CloudWatch::Alarm")
	tests = append(tests, []struct {
		name string
		at   float64
		want float64
	}{
		{"people are not understood", ring(ours, "NotUnderstood", ""), 0.3},
		{"files wait for half an hour", ring("AWS/SQS", "ApproximateAgeOfOldestMessage", "IngestQueue.QueueName"), 1800},
		{"nothing empties the trash", ring("AWS/Lambda", "Invocations", "RetentionFunction"), 1},
	}...)
	for _, tt := range tests {
		t.Run(strings.ReplaceAll(tt.name, " ", "_"), func(t *testing.T) {
			if tt.at != tt.want {
				t.Errorf("got a threshold of %v, want %v", tt.at, tt.want)
			}
		})
	}
}
