package redrive

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"shoebox/shared/fault"
)

// Output is what a stack prints the ARN of the dead letters of files as.
const Output = "IngestDeadLettersArn"

// maxAnswer is more bytes than the description of a stack has.
const maxAnswer = 1 << 20

// described is the answer of DescribeStacks, of CloudFormation's API of 2010-05-15, and
// its error.
type described struct {
	Stacks []struct {
		Outputs []struct {
			Key   string `xml:"OutputKey"`
			Value string `xml:"OutputValue"`
		} `xml:"Outputs>member"`
	} `xml:"DescribeStacksResult>Stacks>member"`
	Code    string `xml:"Error>Code"`
	Message string `xml:"Error>Message"`
}

// OfStack gives the queue of dead letters that a stack prints. Of CloudFormation it is
// the one request that is made, so it needs no client.
func OfStack(ctx context.Context, sdk aws.Config, stack string) (Name, error) {
	const op = "redrive.OfStack"
	answer, err := describe(ctx, sdk, stack)
	if err != nil {
		return Name{}, fault.New(op, fault.Unavailable, "CloudFormation can't be reached: are you online, and is the region "+sdk.Region+" right?")
	}
	switch {
	case answer.Code == "ValidationError" && strings.Contains(answer.Message, "does not exist"):
		return Name{}, fault.New(op, fault.NotFound, "there is no stack "+stack+" in "+sdk.Region+": name yours with --stack, or set AWS_REGION to where it is.")
	case strings.HasPrefix(answer.Code, "AccessDenied"):
		return Name{}, fault.New(op, fault.Denied, "you may not look at the stack: it takes cloudformation:DescribeStacks. Or give the queue with --queue.")
	case answer.Code == "ExpiredToken":
		return Name{}, fault.New(op, fault.Unauthenticated, "your credentials for AWS are over: sign in again, with aws sso login or as you did.")
	case answer.Code != "" && answer.Code != "Throttling":
		return Name{}, fault.New(op, fault.Unauthenticated, "AWS does not take that ("+answer.Code+"): try aws sts get-caller-identity.")
	case answer.Code != "":
		return Name{}, fault.New(op, fault.Throttled, "AWS was asked too often: try again in a minute.")
	}
	for _, s := range answer.Stacks {
		for _, o := range s.Outputs {
			if o.Key == Output {
				n, err := ParseName(o.Value)
				return n, fault.Wrap(op, err)
			}
		}
	}
	return Name{}, fault.New(op, fault.NotFound, "the stack "+stack+" prints no "+Output+": is it of an older Shoebox? Then sam deploy first.")
}

func describe(ctx context.Context, sdk aws.Config, stack string) (described, error) {
	const service = "cloudformation"
	domain := "amazonaws.com"
	if strings.HasPrefix(sdk.Region, "cn-") {
		domain += ".cn"
	}
	endpoint := "https://" + service + "." + sdk.Region + "." + domain
	if sdk.BaseEndpoint != nil {
		endpoint = *sdk.BaseEndpoint
	}
	body := url.Values{"Action": {"DescribeStacks"}, "Version": {"2010-05-15"}, "StackName": {stack}}.Encode()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint+"/", strings.NewReader(body))
	if err != nil {
		return described{}, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
	who, err := sdk.Credentials.Retrieve(ctx)
	if err != nil {
		return described{}, err
	}
	sum := sha256.Sum256([]byte(body))
	if err := v4.NewSigner().SignHTTP(ctx, who, request, hex.EncodeToString(sum[:]), service, sdk.Region, time.Now()); err != nil {
		return described{}, err
	}
	response, err := sdk.HTTPClient.Do(request)
	if err != nil {
		return described{}, err
	}
	defer response.Body.Close() //nolint:errcheck // it was only read
	raw, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	if err != nil {
		return described{}, err
	}
	var answer described
	if err := xml.Unmarshal(raw, &answer); err != nil {
		return described{}, fmt.Errorf("answered %s, and no XML: %w", response.Status, err)
	}
	if response.StatusCode != http.StatusOK && answer.Code == "" {
		answer.Code = response.Status
	}
	return answer, nil
}
