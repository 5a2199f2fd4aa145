package main

import "context"

func (b *opened) addSample(ctx context.Context) error { return nil }
