package cognito

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"

	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
)

// maxRefresh is how many bytes a refresh token may have; Cognito's have about 1,800.
const maxRefresh = 8 << 10

// SignIn implements issuer.Issuer.
func (p *Pool) SignIn(ctx context.Context, email, password string) (issuer.Tokens, error) {
	const op = "cognito.SignIn"
	email, err := issuer.Email(email)
	if err != nil || password == "" || len([]rune(password)) > issuer.Rules().Most {
		return issuer.Tokens{}, wrong(op)
	}
	tokens, err := p.authenticate(ctx, types.AuthFlowTypeUserPasswordAuth, map[string]string{"USERNAME": email, "PASSWORD": password}, meaning{
		unknown: wrong, refused: wrong, invalid: wrong, badPassword: wrong, reset: wrong, unconfirmed: waiting,
	})
	return tokens, fault.Wrap(op, err)
}

// Refresh implements issuer.Issuer. The refresh token stays the same.
func (p *Pool) Refresh(ctx context.Context, refresh string) (issuer.Tokens, error) {
	const op = "cognito.Refresh"
	if refresh == "" || len(refresh) > maxRefresh {
		return issuer.Tokens{}, wrong(op)
	}
	tokens, err := p.authenticate(ctx, types.AuthFlowTypeRefreshTokenAuth, map[string]string{"REFRESH_TOKEN": refresh}, meaning{
		unknown: wrong, refused: wrong, invalid: wrong, reset: wrong, unconfirmed: wrong,
	})
	if err == nil && tokens.Refresh == "" {
		tokens.Refresh = refresh
	}
	return tokens, fault.Wrap(op, err)
}

// authenticate asks for tokens and finds out whom they speak of.
func (p *Pool) authenticate(ctx context.Context, flow types.AuthFlowType, by map[string]string, m meaning) (issuer.Tokens, error) {
	const op = "cognito.authenticate"
	out, err := p.api.InitiateAuth(ctx, &cognitoidentityprovider.InitiateAuthInput{ClientId: p.client, AuthFlow: flow, AuthParameters: by})
	if err != nil {
		return issuer.Tokens{}, m.of(op, err)
	}
	if out.ChallengeName == types.ChallengeNameTypeNewPasswordRequired {
		return issuer.Tokens{}, wrong(op) // it was given by an operator: Forgot sets one of their own
	}
	if out.AuthenticationResult == nil {
		return issuer.Tokens{}, fault.New(op, fault.Internal, "the pool asks for more than a password: "+string(out.ChallengeName))
	}
	got := out.AuthenticationResult
	access, err := p.verifier.Access(ctx, aws.ToString(got.AccessToken))
	if err != nil {
		return issuer.Tokens{}, strange(op, err)
	}
	identity, err := p.verifier.Identity(ctx, aws.ToString(got.IdToken))
	if err != nil {
		return issuer.Tokens{}, strange(op, err)
	}
	return issuer.Tokens{
		Access: *got.AccessToken, Refresh: aws.ToString(got.RefreshToken), Expires: access.ExpiresAt.UTC(), Subject: identity.Subject(),
	}, nil
}

// SignOut implements issuer.Issuer.
func (p *Pool) SignOut(ctx context.Context, refresh string) error {
	const op = "cognito.SignOut"
	if refresh == "" || len(refresh) > maxRefresh {
		return nil // good for nothing as it is
	}
	_, err := p.api.RevokeToken(ctx, &cognitoidentityprovider.RevokeTokenInput{ClientId: p.client, Token: &refresh})
	return meaning{unknown: fine, refused: fine, invalid: fine}.of(op, err)
}

// SignOutEverywhere implements issuer.Issuer.
func (p *Pool) SignOutEverywhere(ctx context.Context, access string) error {
	const op = "cognito.SignOutEverywhere"
	// Cognito takes the token of any pool of the region for that pool's.
	if _, err := p.verifier.Access(ctx, access); err != nil {
		return fault.Wrap(op, err)
	}
	_, err := p.api.GlobalSignOut(ctx, &cognitoidentityprovider.GlobalSignOutInput{AccessToken: &access})
	return meaning{unknown: wrong, refused: wrong, unconfirmed: wrong, reset: wrong}.of(op, err)
}

// Remove implements issuer.Issuer.
func (p *Pool) Remove(ctx context.Context, access string) error {
	const op = "cognito.Remove"
	if _, err := p.verifier.Access(ctx, access); err != nil {
		return fault.Wrap(op, err)
	}
	_, err := p.api.DeleteUser(ctx, &cognitoidentityprovider.DeleteUserInput{AccessToken: &access})
	return meaning{unknown: wrong, refused: wrong, unconfirmed: wrong, reset: wrong}.of(op, err)
}
