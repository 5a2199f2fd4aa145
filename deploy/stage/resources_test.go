package stage_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"shoebox/deploy/stage"
)

// compareResources compares what the engines say of the table and the bucket with
// the properties in deploy/template.yaml, as far as engines know them.
func compareResources(t *testing.T, s *stage.Stage) {
	t.Helper()
	resources := resources(t)
	got, want := map[string]any{}, map[string]any{}

	described, err := tables(s).DescribeTable(t.Context(), &dynamodb.DescribeTableInput{TableName: &s.TableName})
	if err != nil {
		t.Fatal(err)
	}
	expiry, err := tables(s).DescribeTimeToLive(t.Context(), &dynamodb.DescribeTimeToLiveInput{TableName: &s.TableName})
	if err != nil {
		t.Fatal(err)
	}
	table := described.Table
	var attributes, keys []any
	for _, a := range table.AttributeDefinitions {
		attributes = append(attributes, map[string]any{"AttributeName": *a.AttributeName, "AttributeType": string(a.AttributeType)})
	}
	for _, k := range table.KeySchema {
		keys = append(keys, map[string]any{"AttributeName": *k.AttributeName, "KeyType": string(k.KeyType)})
	}
	got["AttributeDefinitions"], got["KeySchema"] = attributes, keys
	got["StreamSpecification"] = map[string]any{"StreamViewType": string(table.StreamSpecification.StreamViewType)}
	if got := expiry.TimeToLiveDescription.TimeToLiveStatus; got != types.TimeToLiveStatusDisabled {
		t.Errorf("got %v, want nothing removed by the day it is while the samples' clock stands", got)
	}
	for name := range got {
		want[name] = resources["Table"][name]
	}
	if len(table.GlobalSecondaryIndexes) > 0 || resources["Table"]["GlobalSecondaryIndexes"] != nil {
		t.Error("an index has to be compared as well")
	}

	versions, err := buckets(s).GetBucketVersioning(t.Context(), &s3.GetBucketVersioningInput{Bucket: &s.BucketName})
	if err != nil {
		t.Fatal(err)
	}
	cors, err := buckets(s).GetBucketCors(t.Context(), &s3.GetBucketCorsInput{Bucket: &s.BucketName})
	if err != nil {
		t.Fatal(err)
	}
	ownership, err := buckets(s).GetBucketOwnershipControls(t.Context(), &s3.GetBucketOwnershipControlsInput{Bucket: &s.BucketName})
	if err != nil {
		t.Fatal(err)
	}
	var rules, owners []any
	for _, r := range cors.CORSRules {
		rules = append(rules, map[string]any{
			"AllowedMethods": list(r.AllowedMethods), "AllowedOrigins": list(r.AllowedOrigins), "AllowedHeaders": list(r.AllowedHeaders),
			"MaxAge": uint64(*r.MaxAgeSeconds),
		})
	}
	for _, o := range ownership.OwnershipControls.Rules {
		owners = append(owners, map[string]any{"ObjectOwnership": string(o.ObjectOwnership)})
	}
	bucket := map[string]any{
		"VersioningConfiguration": map[string]any{"Status": string(versions.Status)},
		"CorsConfiguration":       map[string]any{"CorsRules": rules},
		"OwnershipControls":       map[string]any{"Rules": owners},
	}
	for name := range bucket {
		got[name], want[name] = bucket[name], resources["Photos"][name]
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("what is on the stage and in the template (-got +want):\n%s", diff)
	}
}

func list(texts []string) []any {
	var all []any
	for _, text := range texts {
		all = append(all, text)
	}
	return all
}

// resources gives the properties of every resource of the template by its name.
func resources(t *testing.T) map[string]map[string]any {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "template.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var template struct {
		Resources map[string]struct {
			Properties map[string]any `yaml:"Properties"`
		} `yaml:"Resources"`
	}
	if err := yaml.Unmarshal(raw, &template); err != nil {
		t.Fatal(err)
	}
	properties := map[string]map[string]any{}
	for name, resource := range template.Resources {
		properties[name] = resource.Properties
	}
	return properties
}
