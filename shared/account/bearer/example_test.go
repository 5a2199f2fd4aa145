package bearer_test

import (
	"context"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"shoebox/shared/account/bearer"
	"shoebox/shared/fault"
)

func ExampleVerifier() {
	issuer, _, err := bearer.Pool("eu-west-1_AbCdEfGhI")
	if err != nil {
		fmt.Println(err)
		return
	}
	v := bearer.New(bearer.Config{
		Issuer: issuer, Clients: []string{"1example23456789"}, Now: time.Now,
		// Of a pool it would be bearer.At, with the other thing that Pool tells.
		Keys: func(context.Context) (bearer.KeySet, error) {
			return bearer.KeySet{Keys: []bearer.PublicKey{bearer.Show("first", &ours().PublicKey)}}, nil
		},
	})
	token := jwt.NewWithClaims(jwt.SigningMethodRS256, bearer.Claims{
		RegisteredClaims: jwt.RegisteredClaims{Issuer: issuer, Subject: "anna", ExpiresAt: jwt.NewNumericDate(time.Now().Add(time.Hour))},
		Use:              bearer.Access, Client: "1example23456789",
	})
	token.Header["kid"] = "first"
	text, err := token.SignedString(ours())
	if err != nil {
		fmt.Println(err)
		return
	}
	subject, err := v.Verify(context.Background(), text)
	fmt.Println(subject.ID, err)
	_, err = v.Verify(context.Background(), text[:len(text)-1])
	fmt.Println(fault.Of(err))
	// Output:
	// anna <nil>
	// unauthenticated
}
