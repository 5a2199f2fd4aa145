package gallery_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

// Who may do an operation.
var (
	anyone  = []gallery.Role{gallery.Owner, gallery.Editor, gallery.Viewer, "", "admin"}
	members = []gallery.Role{gallery.Owner, gallery.Editor, gallery.Viewer}
	editors = []gallery.Role{gallery.Owner, gallery.Editor}
	owners  = []gallery.Role{gallery.Owner}
)

// operation is a method of a Gallery, and who may call it. try does so in a gallery
// with two photos, of which one is in the trash, and succeeds if it may.
type operation struct {
	may []gallery.Role
	try func(context.Context, *gallery.Gallery) error
}

// err1 and err2 drop what an operation gives beside its error.
func err1[A any](_ A, err error) error { return err }

func err2[A, B any](_ A, _ B, err error) error { return err }

var operations = map[string]operation{
	"ID":        {anyone, func(_ context.Context, g *gallery.Gallery) error { g.ID(); return nil }},
	"MayLook":   {members, func(_ context.Context, g *gallery.Gallery) error { return g.MayLook() }},
	"MayChange": {editors, func(_ context.Context, g *gallery.Gallery) error { return g.MayChange() }},

	"Photo":  {members, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Photo(ctx, "live")) }},
	"Photos": {members, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Photos(ctx, ids("live"))) }},
	"PhotosAndTrashed": {members, func(ctx context.Context, g *gallery.Gallery) error {
		return err1(g.PhotosAndTrashed(ctx, ids("live")))
	}},
	"Standing": {members, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Standing(ctx, "live", "")) }},
	"WithFile": {members, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.WithFile(ctx, kept("live").SHA256)) }},
	"Find":     {members, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Find(ctx, gallery.Query{})) }},
	"Count":    {members, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Count(ctx, gallery.Query{})) }},
	"Instead":  {members, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Instead(ctx, gallery.Query{})) }},
	"OnThisDay": {members, func(ctx context.Context, g *gallery.Gallery) error {
		return err1(g.OnThisDay(ctx, gallerytest.Now(), 1, ""))
	}},
	"Albums":     {members, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Albums(ctx, 1, "")) }},
	"Vocabulary": {members, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Vocabulary(ctx)) }},
	"Usage":      {members, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Usage(ctx)) }},
	"Similar":    {members, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Similar(ctx, 0xff00ff00, 1)) }},
	"Each": {members, func(ctx context.Context, g *gallery.Gallery) error {
		return g.Each(ctx, func(gallery.Photo) error { return nil })
	}},
	"Unfinished": {members, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Unfinished(ctx)) }},
	"Profile":    {members, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Profile(ctx)) }},
	"Members":    {members, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Members(ctx)) }},

	"Add": {editors, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Add(ctx, kept("new"))) }},
	"AddAll": {editors, func(ctx context.Context, g *gallery.Gallery) error {
		return err1(g.AddAll(ctx, []gallery.Photo{kept("new")}))
	}},
	"Edit": {editors, func(ctx context.Context, g *gallery.Gallery) error {
		return err1(g.Edit(ctx, "live", gallery.Edit{Favourite: new(true)}))
	}},
	"Refine": {editors, func(ctx context.Context, g *gallery.Gallery) error {
		return err1(g.Refine(ctx, "live", gallery.Findings{Camera: "Pinhole"}))
	}},
	"Charge":    {editors, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Charge(ctx, "labels", 1)) }},
	"Refund":    {editors, func(ctx context.Context, g *gallery.Gallery) error { return g.Refund(ctx, gallery.Receipt{}) }},
	"Takes":     {editors, func(ctx context.Context, g *gallery.Gallery) error { return g.Takes(ctx, kept("new")) }},
	"Removed":   {editors, func(ctx context.Context, g *gallery.Gallery) error { return g.Removed(ctx, "new") }},
	"Leftovers": {editors, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Leftovers(ctx, noObjects)) }},
	"Disown": {editors, func(ctx context.Context, g *gallery.Gallery) error {
		return g.Disown(ctx, "new", func(context.Context) error { return nil })
	}},
	"EmptyTrash": {editors, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.EmptyTrash(ctx, noObjects)) }},
	"Trash":      {editors, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Trash(ctx, "live")) }},
	"Restore":    {editors, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Restore(ctx, "trashed")) }},
	"Delete":     {editors, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Delete(ctx, "trashed")) }},
	"Repair":     {editors, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Repair(ctx)) }},
	"Nickname":   {editors, func(ctx context.Context, g *gallery.Gallery) error { return g.Nickname(ctx, "Tom", []string{"Tommy"}) }},
	"RenameAlbum": {editors, func(ctx context.Context, g *gallery.Gallery) error {
		return err1(g.RenameAlbum(ctx, "Summer", "Winter", nil))
	}},
	"DeleteAlbum": {editors, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.DeleteAlbum(ctx, "Summer", nil)) }},
	"Share": {editors, func(ctx context.Context, g *gallery.Gallery) error {
		return err2(g.Share(ctx, gallery.Share{Photo: "live"}, 1))
	}},
	"Shares":  {editors, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Shares(ctx)) }},
	"Unshare": {editors, func(ctx context.Context, g *gallery.Gallery) error { return g.Unshare(ctx, "none") }},

	"SetRole": {owners, func(ctx context.Context, g *gallery.Gallery) error { return g.SetRole(ctx, "anna", gallery.Owner) }},
	"Remove":  {owners, func(ctx context.Context, g *gallery.Gallery) error { return g.Remove(ctx, "ben") }},
	"Invite": {owners, func(ctx context.Context, g *gallery.Gallery) error {
		return err2(g.Invite(ctx, gallery.Viewer, time.Hour))
	}},
	"Invitations": {owners, func(ctx context.Context, g *gallery.Gallery) error { return err1(g.Invitations(ctx)) }},
	"Withdraw":    {owners, func(ctx context.Context, g *gallery.Gallery) error { return g.Withdraw(ctx, "none") }},
	"Rename":      {owners, func(ctx context.Context, g *gallery.Gallery) error { return g.Rename(ctx, "Ours") }},
	"Destroy": {owners, func(ctx context.Context, g *gallery.Gallery) error {
		return g.Destroy(ctx, func(gallery.Objects) error { return nil })
	}},
}

func noObjects(context.Context, gallery.Objects) error { return nil }

// kept is a photo with a name, somebody in it, and an album.
func kept(id gallery.PhotoID) gallery.Photo {
	p := photo(string(id))
	p.ID, p.People, p.Albums, p.Bytes = id, []string{"Tom"}, []string{"Summer"}, 100
	return p
}

func TestRolesMayWhatTheyMay(t *testing.T) {
	store := tabletest.OpenStore(t, gallerytest.Now)
	galleries := gallery.New(store.Table, gallery.Keys{gallerytest.Key()}, gallerytest.Now)
	made := 0
	open := func() gallery.ID { // each operation in a gallery of its own
		made++
		id := gallery.ID(fmt.Sprint("gallery", made))
		g := galleries.As(gallery.Membership{Gallery: id, Role: gallery.Owner})
		for _, err := range []error{
			galleries.Found(t.Context(), id, gallery.Shared, "Family", gallery.Member{User: "anna"}),
			err1(g.AddAll(t.Context(), []gallery.Photo{kept("live"), kept("trashed")})),
			err1(g.Trash(t.Context(), "trashed")),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		return id
	}
	for _, tt := range []struct {
		name   string
		role   gallery.Role
		within func(gallery.ID) gallery.ID
	}{
		{"an owner", gallery.Owner, nil},
		{"an editor", gallery.Editor, nil},
		{"a viewer", gallery.Viewer, nil},
		{"no member", "", nil},
		{"somebody of an unknown role", "admin", nil},
		{"an owner of no gallery", gallery.Owner, func(gallery.ID) gallery.ID { return "" }},
		{"an owner of a gallery whose name reaches into keys", gallery.Owner, func(id gallery.ID) gallery.ID { return id + "#x" }},
	} {
		for name, op := range operations {
			t.Run(tt.name+" does "+name, func(t *testing.T) {
				id, role := open(), tt.role
				if tt.within != nil {
					id, role = tt.within(id), ""
				}
				ctx, spent := table.Track(t.Context())
				err := op.try(ctx, galleries.As(gallery.Membership{Gallery: id, Role: tt.role}))
				switch may := slices.Contains(op.may, role); {
				case may && err != nil:
					t.Errorf("got %v, want it done", err)
				case !may && !fault.Is(err, fault.Denied):
					t.Errorf("got %v, want it denied", err)
				case !may && spent.Usage() != table.Usage{}:
					t.Errorf("before it was denied the table was asked: %+v", spent.Usage())
				}
			})
		}
	}
}

// doors are the methods of Galleries, which are asked before there is a role, and why.
var doors = map[string]string{
	"As":         "gives a gallery in the role that was found out before",
	"Membership": "finds out the role; Denied for strangers",
	"Create":     "makes a gallery of one's own",
	"Found":      "makes a gallery that a program brings along",
	"Of":         "tells somebody their own galleries",
	"Leave":      "ends one's own membership",
	"Invited":    "tells who has the code what it invites to",
	"Accept":     "makes who has the code a member",
	"Shared":     "gives who has the token a view that cannot be widened",
	"SetBudgets": "is there for tests alone",
	"Due":        "is for who runs Shoebox, and gives galleries to be swept",
	"SetQuota":   "is for who runs Shoebox, and behind no door that members reach",
}

// views are the methods of a View: whoever has the link may.
var views = map[string]string{"Find": "pages", "Photo": "one", "Photos": "several"}

func TestEveryOperationSaysWhoMay(t *testing.T) {
	for _, tt := range []struct {
		name string
		of   reflect.Type
		want []string
	}{
		{"Gallery", reflect.TypeFor[*gallery.Gallery](), names(operations)},
		{"Galleries", reflect.TypeFor[*gallery.Galleries](), names(doors)},
		{"View", reflect.TypeFor[*gallery.View](), names(views)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for m := range tt.of.Methods() {
				got = append(got, m.Name)
			}
			slices.Sort(got)
			if diff := cmp.Diff(got, tt.want); diff != "" {
				t.Errorf("its methods are not those of the table (-methods +table):\n%s", diff)
			}
		})
	}
}

func names[V any](of map[string]V) []string {
	var all []string
	for name := range of {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

func TestStrangersAreNoMembers(t *testing.T) {
	f := openFamily(t)
	for _, user := range []gallery.UserID{"eve", "", "a#b"} {
		for _, id := range []gallery.ID{f.id, "nobodys", "", "a#b"} {
			if m, err := f.Membership(t.Context(), id, user); !fault.Is(err, fault.Denied) || m != (gallery.Membership{}) {
				t.Errorf("%q is %+v of %q (%v), want it denied", user, m, id, err)
			}
		}
	}
}

// photo is a small photo with a file of its own.
func photo(title string) gallery.Photo {
	const digits = "0123456789abcdef"
	sum := make([]byte, 64)
	for n := range sum {
		sum[n] = digits[(int(title[n%len(title)])+n)%16]
	}
	return gallery.Photo{
		Title: title, SHA256: string(sum),
		Taken: time.Date(2023, 7, 14, 18, 3, 0, 0, time.FixedZone("", 2*60*60)),
	}
}
