package enginestest

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"

	"shoebox/deploy/engines"
)

// UserPool makes a pool with a client, as the template does, and gives its name for
// SHOEBOX_ACCOUNTS.
func UserPool(tb testing.TB, e *engines.Engine) string {
	tb.Helper()
	admin := cognitoidentityprovider.NewFromConfig(SDK(tb, e))
	pool, err := admin.CreateUserPool(tb.Context(), &cognitoidentityprovider.CreateUserPoolInput{
		PoolName: aws.String("shoebox"), UsernameAttributes: []types.UsernameAttributeType{types.UsernameAttributeTypeEmail},
		AutoVerifiedAttributes: []types.VerifiedAttributeType{types.VerifiedAttributeTypeEmail},
	})
	if err != nil {
		tb.Fatal(err)
	}
	client, err := admin.CreateUserPoolClient(tb.Context(), &cognitoidentityprovider.CreateUserPoolClientInput{
		UserPoolId: pool.UserPool.Id, ClientName: aws.String("web"),
		ExplicitAuthFlows: []types.ExplicitAuthFlowsType{types.ExplicitAuthFlowsTypeAllowUserPasswordAuth, types.ExplicitAuthFlowsTypeAllowRefreshTokenAuth},
	})
	if err != nil {
		tb.Fatal(err)
	}
	return "cognito://" + *pool.UserPool.Id + "?client=" + *client.UserPoolClient.ClientId
}
