package deployment

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"shoebox/shared/fault"
)

// template is what is read of deploy/template.yaml.
type template struct {
	Globals struct {
		Function struct {
			MemorySize int `yaml:"MemorySize"`
		} `yaml:"Function"`
	} `yaml:"Globals"`
	Resources map[string]struct {
		Properties properties `yaml:"Properties"`
	} `yaml:"Resources"`
}

// properties are those of functions and queues, each where it has them.
type properties struct {
	Timeout    int `yaml:"Timeout"` // seconds
	MemorySize int `yaml:"MemorySize"`
	Events     map[string]struct {
		Properties struct {
			BatchSize     int      `yaml:"BatchSize"`
			ResponseTypes []string `yaml:"FunctionResponseTypes"`
			API           string   `yaml:"ApiId"` // of an HTTP API
			Method        string   `yaml:"Method"`
			Path          string   `yaml:"Path"`
		} `yaml:"Properties"`
	} `yaml:"Events"`
	Visibility int `yaml:"VisibilityTimeout"` // seconds
	Retention  int `yaml:"MessageRetentionPeriod"`
	Redrive    struct {
		MaxReceives int `yaml:"maxReceiveCount"`
	} `yaml:"RedrivePolicy"`
	Notifications struct { // of a bucket
		Queues []notification `yaml:"QueueConfigurations"`
	} `yaml:"NotificationConfiguration"`
}

// notification is what a bucket tells a queue of.
type notification struct {
	Event  string `yaml:"Event"`
	Queue  string `yaml:"Queue"`
	Filter struct {
		Key struct {
			Rules []struct {
				Name  string `yaml:"Name"` // prefix or suffix
				Value string `yaml:"Value"`
			} `yaml:"Rules"`
		} `yaml:"S3Key"`
	} `yaml:"Filter"`
}

// means reports whether an event of an object is among what is told.
func (n notification) means(event, key string) bool {
	kind, every := strings.CutSuffix(strings.TrimPrefix(n.Event, "s3:"), "*")
	if event != kind && (!every || !strings.HasPrefix(event, kind)) {
		return false
	}
	for _, r := range n.Filter.Key.Rules {
		if strings.EqualFold(r.Name, "prefix") && !strings.HasPrefix(key, r.Value) || strings.EqualFold(r.Name, "suffix") && !strings.HasSuffix(key, r.Value) {
			return false
		}
	}
	return true
}

// readTemplate reads the template of a repository.
func readTemplate(root string) (template, error) {
	const op = "deployment.readTemplate"
	var t template
	raw, err := os.ReadFile(filepath.Join(root, "deploy", "template.yaml"))
	if err != nil {
		return t, fault.As(op, fault.NotFound, err)
	}
	return t, fault.As(op, fault.Invalid, yaml.Unmarshal(raw, &t))
}

// of gives a resource's properties, with what all functions have.
func (t template) of(logicalID string) properties {
	p := t.Resources[logicalID].Properties
	if p.MemorySize == 0 {
		p.MemorySize = t.Globals.Function.MemorySize
	}
	return p
}

func seconds(n int) time.Duration { return time.Duration(n) * time.Second }
