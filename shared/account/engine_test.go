package account_test

import (
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"shoebox/deploy/engines/enginestest"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
	"shoebox/shared/table/dynamotable/dynamotest"
)

// TestPeopleOverDynamoDB is what the writes of people mean to an engine of AWS: its
// transactions, its conditions and its races.
func TestPeopleOverDynamoDB(t *testing.T) {
	now := time.Now
	tbl := table.New(dynamotest.Open(t, enginestest.DynamoDB(t).URL), now)
	gs := gallery.New(tbl, gallery.Keys{make([]byte, 32)}, now)
	tw := town{People: account.NewPeople(account.PeopleConfig{Table: tbl, Galleries: gs, Now: now}), galleries: gs, t: t}
	ctx := t.Context()
	anna, ben := tw.arrive(annaSubject), tw.arrive(benSubject)

	ids := make([]gallery.ID, 6)
	var group errgroup.Group
	for i := range ids {
		group.Go(func() (err error) {
			ids[i], err = tw.Workspace(ctx, "T1", "Acme", "UANNA")
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		if id != ids[0] {
			t.Errorf("got %q and %q, want one gallery", id, ids[0])
		}
	}

	tw.connect(member("T1", "UANNA"), anna.ID)
	tw.connect(member("T1", "UBEN"), ben.ID)
	if m, err := gs.Membership(ctx, ids[0], anna.ID); err != nil || m.Role != gallery.Owner {
		t.Errorf("got %+v, %v, want who installed the app to own the gallery", m, err)
	}
	if _, err := tw.Use(ctx, member("T1", "UBEN"), "acme"); err != nil {
		t.Error(err)
	}
	code, err := tw.Begin(ctx, member("T1", "UBEN"))
	if err != nil {
		t.Fatal(err)
	}
	if err := tw.Unlink(ctx, member("T1", "UBEN")); err != nil {
		t.Fatal(err)
	}
	if _, err := tw.Finish(ctx, code, anna.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want a code to end with what it would link again", err)
	}

	nothing := func(gallery.Objects) error { return nil }
	for _, u := range []account.User{anna, ben} {
		for range 2 {
			if err := tw.Forget(ctx, u.ID, nothing); err != nil {
				t.Fatal(err)
			}
		}
		page, err := tbl.Query(ctx, table.Query{Partition: "U#" + string(u.ID), Consistent: true})
		if err != nil || len(page.Items) > 0 {
			t.Errorf("got %+v, %v, want nothing left of %s", page.Items, err, u.Name)
		}
	}
}
