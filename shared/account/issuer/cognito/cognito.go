package cognito

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"

	"shoebox/shared/account/bearer"
	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
)

// Config is what a Pool is made of. All fields are needed.
type Config struct {
	API      *cognitoidentityprovider.Client
	Client   string           // the id of the pool's client
	Verifier *bearer.Verifier // of tokens that the pool gave to that client
}

// Pool is an issuer. It is safe for concurrent use.
type Pool struct {
	api      *cognitoidentityprovider.Client
	client   *string
	verifier *bearer.Verifier
}

var _ issuer.Issuer = (*Pool)(nil)

// New makes a Pool without a request. It panics where something is missing, since that
// is a mistake of the program's setup.
func New(c Config) *Pool {
	if c.API == nil || c.Client == "" || c.Verifier == nil {
		panic("cognito.New: a part is missing")
	}
	return &Pool{c.API, &c.Client, c.Verifier}
}

// SignUp implements issuer.Issuer.
func (p *Pool) SignUp(ctx context.Context, s issuer.SignUp) error {
	const op = "cognito.SignUp"
	email, err := issuer.Email(s.Email)
	if err != nil {
		return fault.Wrap(op, err)
	}
	if err := issuer.Password(s.Password, email); err != nil {
		return fault.Wrap(op, err)
	}
	name, err := issuer.Name(s.Name)
	if err != nil {
		return fault.Wrap(op, err)
	}
	attributes := []types.AttributeType{{Name: aws.String("email"), Value: &email}}
	if name != "" {
		attributes = append(attributes, types.AttributeType{Name: aws.String("name"), Value: &name})
	}
	_, err = p.api.SignUp(ctx, &cognitoidentityprovider.SignUpInput{
		ClientId: p.client, Username: &email, Password: &s.Password, UserAttributes: attributes,
	})
	return meaning{exists: fine, badPassword: weak}.of(op, err)
}

// Confirm implements issuer.Issuer.
func (p *Pool) Confirm(ctx context.Context, email, code string) error {
	const op = "cognito.Confirm"
	email, err := issuer.Email(email)
	if err != nil || code == "" {
		return over(op)
	}
	_, err = p.api.ConfirmSignUp(ctx, &cognitoidentityprovider.ConfirmSignUpInput{ClientId: p.client, Username: &email, ConfirmationCode: &code})
	return meaning{unknown: over, refused: over, invalid: over, badCode: over}.of(op, err)
}

// Resend implements issuer.Issuer.
func (p *Pool) Resend(ctx context.Context, email string) error {
	const op = "cognito.Resend"
	email, err := issuer.Email(email)
	if err != nil {
		return nil //nolint:nilerr // nobody learns which addresses have an account
	}
	_, err = p.api.ResendConfirmationCode(ctx, &cognitoidentityprovider.ResendConfirmationCodeInput{ClientId: p.client, Username: &email})
	return meaning{unknown: fine, refused: fine, invalid: fine}.of(op, err)
}

// Forgot implements issuer.Issuer.
func (p *Pool) Forgot(ctx context.Context, email string) error {
	const op = "cognito.Forgot"
	email, err := issuer.Email(email)
	if err != nil {
		return nil //nolint:nilerr // nobody learns which addresses have an account
	}
	_, err = p.api.ForgotPassword(ctx, &cognitoidentityprovider.ForgotPasswordInput{ClientId: p.client, Username: &email})
	return meaning{unknown: fine, refused: fine, invalid: fine, unconfirmed: fine}.of(op, err)
}

// Reset implements issuer.Issuer. Cognito leaves sessions as they are, so that they
// are ended by a session of the new password. Where that fails the password is set
// nevertheless.
func (p *Pool) Reset(ctx context.Context, email, code, password string) error {
	const op = "cognito.Reset"
	if err := issuer.Password(password, email); err != nil {
		return fault.Wrap(op, err)
	}
	email, err := issuer.Email(email)
	if err != nil || code == "" {
		return over(op)
	}
	_, err = p.api.ConfirmForgotPassword(ctx, &cognitoidentityprovider.ConfirmForgotPasswordInput{
		ClientId: p.client, Username: &email, ConfirmationCode: &code, Password: &password,
	})
	err = meaning{unknown: over, refused: over, invalid: over, badCode: over, unconfirmed: over, badPassword: weak}.of(op, err)
	if err != nil {
		return err
	}
	tokens, err := p.SignIn(ctx, email, password)
	if err == nil {
		err = p.SignOutEverywhere(ctx, tokens.Access)
	}
	return fault.Wrap(op, err)
}
