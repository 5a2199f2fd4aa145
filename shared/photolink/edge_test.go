package photolink_test

import (
	"testing"

	"shoebox/shared/photolink"
)

func TestACacheForEverybodyGetsThePictureItself(t *testing.T) {
	s := set(t, func(c *photolink.HandlerConfig) { c.Signer = signing{} })
	r := s.ask(t, "GET", s.path(nil), "X-Shoebox-Deliver", "whole")
	if r.status != 200 || r.body != "the large one" {
		t.Errorf("got %d, %q, want the picture: a redirect could not be kept", r.status, r.body)
	}
	if got := r.header.Get("Cache-Control"); got != "public, max-age=3600" {
		t.Errorf("Cache-Control: got %q, want leave to keep it while the link is good", got)
	}
	path := s.path(func(tg *photolink.Target) { tg.Expires = noon })
	if r := s.ask(t, "GET", path, "X-Shoebox-Deliver", "whole"); r.status != 410 || r.header.Get("Cache-Control") != "no-store" {
		t.Errorf("an expired link: got %d, %q, want 410 that nobody keeps", r.status, r.header.Get("Cache-Control"))
	}
}
