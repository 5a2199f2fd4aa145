package intake

import (
	"encoding/json"
	"net/url"
	"strings"

	"shoebox/shared/fault"
)

// notice is what S3 tells of objects, as far as it is read:
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
type notice struct {
	Event   string `json:"Event"` // "s3:TestEvent" when notifications are switched on
	Records []struct {
		EventName string `json:"eventName"`
		S3        struct {
			Object struct {
				Key string `json:"key"` // encoded as in a query: a space is "+"
			} `json:"object"`
		} `json:"s3"`
	} `json:"Records"`
}

// created gives the keys of the objects that a message says were created. Invalid is a
// message that is none of S3's, or a key in it that can't be; the other keys are good.
func created(body string) (keys []string, err error) {
	const op = "intake.created"
	var n notice
	if err := json.Unmarshal([]byte(body), &n); err != nil || len(n.Records) == 0 && n.Event != "s3:TestEvent" {
		return nil, fault.New(op, fault.Invalid, "no notification of S3")
	}
	for _, r := range n.Records {
		if !strings.HasPrefix(strings.TrimPrefix(r.EventName, "s3:"), "ObjectCreated:") {
			continue
		}
		key, wrong := url.QueryUnescape(r.S3.Object.Key)
		if wrong != nil {
			err = fault.New(op, fault.Invalid, "a key that is not encoded")
			continue
		}
		keys = append(keys, key)
	}
	return keys, err
}
