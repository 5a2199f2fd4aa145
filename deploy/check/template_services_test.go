package check_test

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/account"
	"shoebox/shared/api"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
	"shoebox/shared/table"
)

// operations are what the API describes, by method and path: "GET/api/photos/{id}".
// Nothing of it is called, so that it needs no store.
func operations() map[string]api.Operation {
	kept := table.New(nil, time.Now)
	galleries := gallery.New(kept, gallery.Keys{make([]byte, 32)}, time.Now)
	people := account.NewPeople(account.PeopleConfig{Table: kept, Galleries: galleries, Now: time.Now})
	all := map[string]api.Operation{}
	for _, o := range api.New(api.Config{
		Galleries: galleries, People: people, Verify: nobody, Table: kept, Keys: [][]byte{make([]byte, 32)},
		Links: photolink.New("https://example.com", []photolink.Key{{Secret: make([]byte, 32)}}, time.Now),
		Log:   slog.New(slog.DiscardHandler), Now: time.Now,
	}).Operations() {
		all[o.Method+o.Path] = o
	}
	return all
}

func nobody(context.Context, string) (account.Subject, error) { return account.Subject{}, nil }

// function gives the logical id of the function of a service: its main's folder is
// named after the service.
func function(s api.Service) string {
	for id, main := range functions {
		if main == "shared/api/cmd/"+string(s) {
			return id
		}
	}
	return "no function of " + string(s)
}

// services are the functions that answer the API, by method and path.
func services() map[string]string {
	all := map[string]string{}
	for path, o := range operations() {
		all[path] = function(o.Service)
	}
	return all
}

// inPath is a part of a path that stands for any.
var inPath = regexp.MustCompile(`\{\w+\}`)

// routes are those of an HTTP API, and what function each calls.
func (s stack) routes(api string) map[string]string {
	called := regexp.MustCompile(`functions/(\w+)\.Arn/`)
	all := map[string]string{}
	paths, _ := at(s.Resources[api], "Properties", "Body", "paths").(map[string]any)
	for path, methods := range paths {
		for method, integration := range methods.(map[string]any) {
			if match := called.FindStringSubmatch(fmt.Sprint(integration)); match != nil {
				all[strings.ToUpper(method)+path] = match[1]
			}
		}
	}
	return all
}

func TestTheAppAnswersWhatTheAPIDescribesAndNothingElse(t *testing.T) {
	want := services()
	want["X-AMAZON-APIGATEWAY-ANY-METHOD$default"] = "WebFunction"
	want["X-AMAZON-APIGATEWAY-ANY-METHOD/api/{proxy+}"] = "DocumentFunction"
	for size, s := range sizes(t, translated(t)) {
		if diff := cmp.Diff(s.routes("AppApi"), want); diff != "" {
			t.Errorf("%s: routes and their functions, got - want +:\n%s", size, diff)
		}
	}
}

func TestEveryServiceHasAFunctionAndEveryFunctionOfTheAPIAService(t *testing.T) {
	var got, want []string
	for _, s := range api.Services() {
		want = append(want, "shared/api/cmd/"+string(s))
	}
	for _, main := range functions {
		if strings.HasPrefix(main, "shared/api/cmd/") {
			got = append(got, main)
		}
	}
	if diff := cmp.Diff(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

// Strangers are slowed down before a function is paid for.
func strangersAreSlowed(s stack) (wrong []string) {
	settings, _ := at(s.Resources["AppApiApiGatewayDefaultStage"], "Properties", "RouteSettings").(map[string]any)
	routes := operations()
	for path, o := range routes {
		const most = 20 // a second
		method, rest, _ := strings.Cut(path, "/")
		rate := number(at(settings[method+" /"+rest], "ThrottlingRateLimit"))
		if o.Auth == api.Open && (rate <= 0 || rate > most) {
			wrong = append(wrong, fmt.Sprintf("strangers may call %s %v times a second, want a bound of its own of at most %d", path, rate, most))
		}
	}
	for route := range settings {
		if _, known := routes[strings.Replace(route, " ", "", 1)]; !known {
			wrong = append(wrong, "there is a bound of "+route+", which is no operation")
		}
	}
	return wrong
}

// A service that asks for the bucket may do something with it, and no other may.
func TestOnlyWhatHandlesObjectsReachesTheBucket(t *testing.T) {
	for size, s := range sizes(t, translated(t)) {
		var got []string
		for id, f := range s.ofType("AWS::Lambda::Function") {
			role := s.Resources[strings.TrimSuffix(fmt.Sprint(f["Role"]), ".Arn")]["Properties"]
			if strings.Contains(fmt.Sprint(statements(role)), "s3:") && strings.HasPrefix(functions[id], "shared/api/cmd/") {
				got = append(got, functions[id])
			}
		}
		var want []string
		for id, main := range functions {
			if strings.HasPrefix(main, "shared/api/cmd/") && slices.Contains(linked(t, main), "shoebox/shared/blob/s3store") {
				want = append(want, functions[id])
			}
		}
		if diff := cmp.Diff(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))); diff != "" {
			t.Errorf("%s, got - want +:\n%s", size, diff)
		}
	}
}

// What is checked here is there at all.
func TestTheAPIHasTheServicesOfItsNames(t *testing.T) {
	if all := operations(); len(all) < 30 {
		t.Errorf("got %d operations, want thirty or more: %v", len(all), slices.Sorted(maps.Keys(all)))
	}
}
