package rekognition

import (
	"context"
	"math"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/rekognition"
	"github.com/aws/aws-sdk-go-v2/service/rekognition/types"

	"shoebox/shared/gallery"
)

// What is asked where [Options] say nothing.
const (
	minConfidence = 70 // percent
	maxLabels     = 30
	within        = 15 * time.Second
)

// maxImage is the largest picture that Rekognition takes as bytes: 5 MB, by the
// service's quotas.
const maxImage = 5 << 20

// Options are how pictures are looked at. The zero value is good.
type Options struct {
	MinConfidence float64       // percent; 70 if 0, at most 100
	MaxLabels     int           // 30 if 0, at most 100, which is what a photo may have
	Within        time.Duration // how long one picture may take with all tries; 15 seconds if 0
}

// Labeler asks Amazon Rekognition. Its method may be called concurrently.
type Labeler struct {
	client *rekognition.Client
	o      Options
}

// New makes a Labeler of the SDK's configuration: its region, credentials, endpoint,
// retryer and HTTP client.
func New(sdk awssdk.Config, o Options) *Labeler {
	if !(o.MinConfidence > 0) {
		o.MinConfidence = minConfidence
	}
	if o.MaxLabels <= 0 {
		o.MaxLabels = maxLabels
	}
	if o.Within <= 0 {
		o.Within = within
	}
	o.MinConfidence, o.MaxLabels = min(o.MinConfidence, 100), min(o.MaxLabels, 100)
	return &Labeler{o: o, client: rekognition.NewFromConfig(sdk, func(r *rekognition.Options) {
		r.HTTPClient = bounded{r.HTTPClient}
	})}
}

// Labels gives what is in a JPEG, the most certain first. There may be nothing in it;
// neither is a picture that is empty, too large or none for Rekognition an error.
func (l *Labeler) Labels(ctx context.Context, jpeg []byte) ([]gallery.Label, error) {
	if len(jpeg) == 0 || len(jpeg) > maxImage {
		return nil, nil
	}
	asking, stop := context.WithTimeout(ctx, l.o.Within)
	defer stop()
	answer, err := l.client.DetectLabels(asking, &rekognition.DetectLabelsInput{
		Image:         &types.Image{Bytes: jpeg},
		Features:      []types.DetectLabelsFeatureName{types.DetectLabelsFeatureNameGeneralLabels},
		MinConfidence: awssdk.Float32(float32(l.o.MinConfidence)),
		MaxLabels:     awssdk.Int32(int32(l.o.MaxLabels)),
	})
	if err != nil {
		return nil, meaning(ctx, err)
	}
	return l.keep(answer.Labels), nil
}

// percent gives a confidence with two decimals; false where it is none.
func percent(f *float32) (float64, bool) {
	if f == nil || !(*f > 0 && *f <= 100) {
		return 0, false
	}
	return math.Round(float64(*f)*100) / 100, true
}
