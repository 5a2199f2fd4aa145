package fileids

import (
	"context"
	"time"

	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
	"shoebox/shared/photolink"
	"shoebox/shared/table"
)

// Life is how long a file is remembered. A workspace may throw files away that are
// older than it likes; what is gone is found out when a message with it is refused.
const Life = 30 * 24 * time.Hour

// IDs remembers files in a table. It is safe for concurrent use.
//
// An item has the key F#slack#ENTERPRISE#TEAM and GALLERY#PHOTO#RENDITION, and the
// file's id as attribute.
type IDs struct {
	table *table.Table
	now   func() time.Time
}

// New makes IDs in a table.
func New(t *table.Table, now func() time.Time) *IDs { return &IDs{t, now} }

// Find gives the files of those targets that are remembered.
func (s *IDs) Find(ctx context.Context, w install.Workspace, targets []photolink.Target) (map[photolink.Target]string, error) {
	const op = "fileids.Find"
	found := map[photolink.Target]string{}
	byKey := map[table.Key][]photolink.Target{}
	var keys []table.Key
	for _, t := range targets {
		k := key(w, t)
		if byKey[k] == nil {
			keys = append(keys, k)
		}
		byKey[k] = append(byKey[k], t)
	}
	if len(keys) == 0 {
		return found, nil
	}
	items, err := s.table.BatchGet(ctx, keys)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	for _, i := range items {
		for _, t := range byKey[i.Key] {
			found[t] = i.String("file")
		}
	}
	return found, nil
}

// Keep remembers the file of a target.
func (s *IDs) Keep(ctx context.Context, w install.Workspace, t photolink.Target, file string) error {
	item := table.Item{Key: key(w, t), Attributes: table.Attributes{"file": file}, Expires: s.now().Add(Life)}
	return fault.Wrap("fileids.Keep", s.table.Write(ctx, table.Put(item)))
}

// Drop forgets the files of targets. What is not remembered is no error.
func (s *IDs) Drop(ctx context.Context, w install.Workspace, targets []photolink.Target) error {
	var writes []table.Write
	seen := map[table.Key]bool{}
	for _, t := range targets {
		if k := key(w, t); !seen[k] {
			seen[k] = true
			writes = append(writes, table.Delete(k))
		}
	}
	if len(writes) == 0 {
		return nil
	}
	return fault.Wrap("fileids.Drop", s.table.Batch(ctx, writes))
}

// Forget forgets all files of a workspace.
func (s *IDs) Forget(ctx context.Context, w install.Workspace) error {
	const op = "fileids.Forget"
	for q := (table.Query{Partition: partition(w)}); ; {
		page, err := s.table.Query(ctx, q)
		if err != nil {
			return fault.Wrap(op, err)
		}
		writes := make([]table.Write, len(page.Items))
		for i, item := range page.Items {
			writes[i] = table.Delete(item.Key)
		}
		if len(writes) > 0 {
			if err := s.table.Batch(ctx, writes); err != nil {
				return fault.Wrap(op, err)
			}
		}
		if page.Next == "" {
			return nil
		}
		q.After = page.Next
	}
}

// key names a target's item. Audience and expiry are the link's, not the picture's.
func key(w install.Workspace, t photolink.Target) table.Key {
	return table.Key{
		Partition: partition(w),
		Sort:      string(t.Gallery) + "#" + string(t.Photo) + "#" + t.Rendition.String(),
	}
}

// partition is of where the token is: an organisation's files are one workspace's too,
// since each lies where it was uploaded.
func partition(w install.Workspace) string {
	part := func(id string) string {
		if id == "" {
			return "-"
		}
		return id
	}
	return "F#slack#" + part(w.Enterprise) + "#" + part(w.Team)
}
