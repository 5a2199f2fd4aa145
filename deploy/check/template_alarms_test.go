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
	"AWS/SQS ApproximateNumberOfMessagesVisible": "QueueName",
	"AWS/ApiGateway Count":                       "ApiId", "AWS/ApiGateway 5xx": "ApiId",
	"AWS/DynamoDB ConsumedReadCapacityUnits": "TableName", "AWS/DynamoDB ConsumedWriteCapacityUnits": "TableName",
}

// freeAlarms is how many series alarms may look at for nothing.
const freeAlarms = 10

func alarmsAreFree(s stack) (wrong []string) {
	series := 0
	for _, a := range s.ofType("AWS::CloudWatch::Alarm") {
		series += max(1, len(everyAt(a, "Metrics", "MetricStat")))
	}
	if series > freeAlarms {
		wrong = append(wrong, fmt.Sprintf("alarms look at %d series, of which %d are free", series, freeAlarms))
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
		if a["TreatMissingData"] != "notBreaching" {
			wrong = append(wrong, id+" rings where nobody asks for anything")
		}
		if a["AlarmDescription"] == nil {
			wrong = append(wrong, id+" does not say what happened")
		}
		wrong = append(wrong, s.unknownMetric(id, fmt.Sprint(a["Namespace"]), fmt.Sprint(a["MetricName"]), everyAt(a, "Dimensions", "Name"))...)
	}
	return wrong
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
	alarms := sizes(t, translated(t))["household"].ofType("AWS::CloudWatch::Alarm")
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
		{"people are not understood", ring(ours, "NotUnderstood", ""), 0.3},
		{"the table refuses", ring(ours, "TableThrottles", ""), 10},
	}
	for _, tt := range tests {
		t.Run(strings.ReplaceAll(tt.name, " ", "_"), func(t *testing.T) {
			if tt.at != tt.want {
				t.Errorf("got a threshold of %v, want %v", tt.at, tt.want)
			}
		})
	}
}
