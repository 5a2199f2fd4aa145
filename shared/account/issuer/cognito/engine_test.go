package cognito_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"

	"shoebox/deploy/engines"
	"shoebox/deploy/engines/enginestest"
	"shoebox/shared/account/bearer"
	"shoebox/shared/account/issuer"
	"shoebox/shared/account/issuer/cognito"
	"shoebox/shared/account/issuer/issuertest"
	"shoebox/shared/backend/aws/awsjson"
	"shoebox/shared/sdkhttp"
)

// pool is a user pool in an engine, as the package says a pool has to be.
type pool struct {
	*cognito.Pool
	admin  *cognitoidentityprovider.Client
	id     string
	verify *bearer.Verifier
	again  bool // the engine wants the address once more when it is confirmed
}

var service = awsjson.Service{ID: "Cognito Identity Provider", Name: "cognito-idp", Target: "AWSCognitoIdentityProviderService", Version: "1.1"}

// makePool makes a pool with a client. What its operations send goes through around.
func makePool(t *testing.T, e *engines.Engine, around func(http.RoundTripper) http.RoundTripper) pool {
	t.Helper()
	sdk := enginestest.SDK(t, e)
	admin := cognitoidentityprovider.NewFromConfig(sdk)
	// Without the SDK's client, which leaves out what is false, and moto takes for true.
	var made struct{ UserPool struct{ Id string } }
	rules := issuer.Rules()
	err := awsjson.New(sdk, service, time.Now).Call(t.Context(), "CreateUserPool", map[string]any{
		"PoolName": "shoebox", "UsernameAttributes": []string{"email"}, "AutoVerifiedAttributes": []string{"email"},
		"Policies": map[string]any{"PasswordPolicy": map[string]any{
			"MinimumLength": rules.Least, "RequireUppercase": rules.Upper, "RequireLowercase": rules.Lower,
			"RequireNumbers": rules.Digit, "RequireSymbols": rules.Symbol,
		}},
	}, &made)
	if err != nil {
		t.Fatal(err)
	}
	client, err := admin.CreateUserPoolClient(t.Context(), &cognitoidentityprovider.CreateUserPoolClientInput{
		UserPoolId: &made.UserPool.Id, ClientName: aws.String("web"),
		ExplicitAuthFlows:          []types.ExplicitAuthFlowsType{types.ExplicitAuthFlowsTypeAllowUserPasswordAuth, types.ExplicitAuthFlowsTypeAllowRefreshTokenAuth},
		PreventUserExistenceErrors: types.PreventUserExistenceErrorTypesEnabled,
		EnableTokenRevocation:      aws.Bool(true),
		ReadAttributes:             []string{"email", "email_verified", "name"},
		AccessTokenValidity:        aws.Int32(1), IdTokenValidity: aws.Int32(1), RefreshTokenValidity: 30,
		TokenValidityUnits: &types.TokenValidityUnitsType{
			AccessToken: types.TimeUnitsTypeHours, IdToken: types.TimeUnitsTypeHours, RefreshToken: types.TimeUnitsTypeDays,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	name, keys, err := bearer.Pool(made.UserPool.Id)
	if err != nil {
		t.Fatal(err)
	}
	keys = e.URL + keys[strings.Index(keys, "/"+made.UserPool.Id):]
	verifier := bearer.New(bearer.Config{
		Issuer: name, Clients: []string{*client.UserPoolClient.ClientId}, Keys: bearer.At(keys, nil), Now: time.Now,
	})
	own := http.DefaultTransport.(*http.Transport).Clone()
	t.Cleanup(own.CloseIdleConnections)
	api := cognitoidentityprovider.New(cognitoidentityprovider.Options{
		Region: engines.Region, BaseEndpoint: &e.URL, HTTPClient: &http.Client{Transport: sdkhttp.Transport(around(own))}, RetryMaxAttempts: 1,
	})
	return pool{
		Pool:  cognito.New(cognito.Config{API: api, Client: *client.UserPoolClient.ClientId, Verifier: verifier}),
		admin: admin, id: made.UserPool.Id, verify: verifier,
	}
}

// Confirm is an issuer's. Neither engine says then that the address is confirmed, so
// that it is said to them.
func (p pool) Confirm(ctx context.Context, email, code string) error {
	if err := p.Pool.Confirm(ctx, email, code); err != nil {
		return err
	}
	attributes := []types.AttributeType{{Name: aws.String("email_verified"), Value: aws.String("true")}}
	if p.again {
		attributes = append(attributes, types.AttributeType{Name: aws.String("email"), Value: &email})
	}
	_, err := p.admin.AdminUpdateUserAttributes(ctx, &cognitoidentityprovider.AdminUpdateUserAttributesInput{
		UserPoolId: &p.id, Username: &email, UserAttributes: attributes,
	})
	return err
}

func TestConformanceOverCognitoLocal(t *testing.T) {
	engine := enginestest.Cognito(t)
	issuertest.Run(t, func(t *testing.T) issuertest.Harness {
		t.Helper()
		p := makePool(t, engine, func(to http.RoundTripper) http.RoundTripper { return instead{to} })
		p.again = true
		return issuertest.Harness{
			Issuer: p, Code: func(string) string { return engines.CognitoCode }, Verify: p.verify.Verify,
			SendsOnce:     "cognito-local has no ResendConfirmationCode",
			KeepsSessions: "cognito-local has no GlobalSignOut: it is answered in its place",
			Nameless:      "cognito-local leaves the name out of its id tokens",
		}
	})
}

func TestConformanceOverMoto(t *testing.T) {
	engine := enginestest.Moto(t)
	issuertest.Run(t, func(t *testing.T) issuertest.Harness {
		t.Helper()
		p := makePool(t, engine, func(to http.RoundTripper) http.RoundTripper { return corrected{to} })
		return issuertest.Harness{
			Issuer: p, Code: func(string) string { return "123456" }, Verify: p.verify.Verify,
			AnyCode:       "moto takes any code",
			SendsOnce:     "moto has no ResendConfirmationCode",
			KeepsTokens:   "moto has no RevokeToken",
			KeepsAccounts: "moto has no DeleteUser",
		}
	})
}

// instead answers what cognito-local can't.
type instead struct{ of http.RoundTripper }

func (i instead) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.Header.Get("X-Amz-Target"), ".GlobalSignOut") {
		return i.of.RoundTrip(r)
	}
	return &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK, Request: r, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("{}")),
	}, nil
}

// corrected says of an address without an account what AWS says, where moto says that
// there is no such client.
type corrected struct{ of http.RoundTripper }

func (c corrected) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := c.of.RoundTrip(r)
	if err != nil || !strings.HasSuffix(r.Header.Get("X-Amz-Target"), ".ConfirmForgotPassword") || response.StatusCode != http.StatusBadRequest {
		return response, err
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, errors.Join(err, response.Body.Close())
	}
	body = bytes.Replace(body, []byte("ResourceNotFoundException"), []byte("UserNotFoundException"), 1)
	response.Body, response.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	response.Header.Del("X-Amzn-Errortype")
	return response, nil
}
