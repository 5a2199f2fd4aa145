package check_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// calls are the calls of a table that need an action of DynamoDB. A transaction
// needs those of what is in it.
var calls = map[string]string{
	"dynamodb:BatchGetItem": ".BatchGet(ctx", "dynamodb:BatchWriteItem": ".Batch(ctx", "dynamodb:ConditionCheckItem": "table.Check(",
	"dynamodb:DeleteItem": "table.Delete(", "dynamodb:GetItem": "able.Get", "dynamodb:PutItem": "table.Put(",
	"dynamodb:Query": ".Query(ctx", "dynamodb:UpdateItem": "table.Update(",
}

// What writes many items at once, which most functions never do: it deletes a gallery or
// an account, or puts photos among those that look alike and takes them out again.
const (
	destroys = "shared/gallery/destroy.go"
	leaves   = "shared/api/me_delete.go"
	alike    = "shared/gallery/similar.go"
)

// An action too few shows in AWS alone, where no engine of this machine asks for
// permission.
func TestConversationsMayDoWithTheTableWhatTheCodeDoes(t *testing.T) {
	both := []string{"intents", "shared/account", "shared/gallery", "shared/photolink"}
	services := []string{"shared/api", "shared/account", "shared/gallery"}
	tests := []struct {
		role string
		code []string
	}{
		{"AlexaRole", append(both, "skills")},
		{"SlackRole", append(both, "bots")},
		{"SlackWorkerRole", append(both, "bots")},
		{"LoginRole", services}, {"AddPhotoRole", append(services, "shared/inbox")}, {"GetPhotoRole", services}, {"GetPhotosRole", services},
		{"EditPhotoRole", services}, {"DeletePhotoRole", append(services, alike, destroys)}, {"SearchRole", services}, {"SharesRole", services},
		{"IngestRole", []string{"shared/inbox", "shared/ingest", "shared/account", "shared/gallery", alike}},
		{"RetentionRole", []string{"shared/retention", "shared/gallery", alike, destroys}},
		{"DigestRole", []string{"bots/slackbot/digest"}},
		{"MeRole", append(services, alike, destroys, leaves)}, {"GalleriesRole", append(services, alike, destroys)},
	}
	tpl := readTemplate(t)
	for _, tt := range tests {
		code := production(t, tt.code)
		var want, got []string
		for action, call := range calls {
			if strings.Contains(code, call) {
				want = append(want, action)
			}
		}
		policies := tpl.Resources[tt.role].Properties["Policies"].([]any)
		for _, s := range at(policies[0], "PolicyDocument", "Statement").([]any) {
			for _, action := range texts(at(chosen(s), "Action")) {
				if strings.HasPrefix(action, "dynamodb:") {
					got = append(got, action)
				}
			}
		}
		if diff := cmp.Diff(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))); diff != "" {
			t.Errorf("%s, got - want +:\n%s", tt.role, diff)
		}
	}
}

// production gives the Go code of folders that is not of tests.
func production(t *testing.T, folders []string) string {
	t.Helper()
	var code strings.Builder
	for _, folder := range folders {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, _ os.DirEntry, err error) error {
			for _, many := range []string{destroys, leaves, alike} {
				if folder != many && strings.HasSuffix(path, many) {
					return err
				}
			}
			if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "gallerytest") || strings.Contains(path, "issuer") {
				return err
			}
			raw, err := os.ReadFile(path)
			code.Write(raw)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return code.String()
}
