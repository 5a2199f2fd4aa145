package api

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

const (
	// kept is how long the answer to a request with an Idempotency-Key is kept.
	kept = 24 * time.Hour
	// lease is how long a request may be in work before a repetition takes over.
	lease = 40 * time.Second
	// Lengths of a key, in bytes.
	shortestKey, longestKey = 8, 200
	// maxKept is the longest answer that is kept, in bytes.
	maxKept = 256 << 10
)

// once gives the answer of the first request with its Idempotency-Key to all that
// follow. An answer that refuses is not kept: it changed nothing, and what is in its
// way may go. Nor is one that says that it takes longer.
func (x *exchange) once(ctx context.Context, c *Call, work func() answer) answer {
	key, err := x.key(c)
	if err != nil {
		return x.refuse(c, err)
	}
	if key == "" {
		return work()
	}
	m := x.marker(c, key)
	before, err := m.begin(ctx)
	if err != nil {
		return x.refuse(c, err)
	}
	if before != nil {
		x.replayed = true
		return *before
	}
	finished := false
	defer func() {
		if !finished { // it panicked
			m.release(ctx)
		}
	}()
	a := work()
	finished = true
	if a.status >= http.StatusBadRequest || a.status == http.StatusAccepted {
		m.release(ctx)
		return a
	}
	m.keep(ctx, a)
	return a
}

// key reads the Idempotency-Key; "" is none.
func (x *exchange) key(c *Call) (string, error) {
	const name = "Idempotency-Key"
	if !x.operation.keyed() {
		return "", nil
	}
	values := c.request.Header.Values(name)
	if len(values) == 0 && !x.operation.RequireKey {
		return "", nil
	}
	if len(values) != 1 || len(values[0]) < shortestKey || len(values[0]) > longestKey || !visible(values[0]) {
		return "", &refusal{code: BadParameter, detail: "Send one Idempotency-Key of 8 to 200 letters and digits, a new one for each thing to do.", parameter: name}
	}
	return values[0], nil
}

func visible(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// marker stands in the table for a request that is done once. Its name is a keyed
// hash, and what it holds of the answer is sealed with the Idempotency-Key, so that
// nobody reads an invitation's code out of the table.
type marker struct {
	*exchange
	at      table.Key
	request string // a hash of what is asked for
	key     string
}

func (x *exchange) marker(c *Call, key string) *marker {
	who := string(c.User.ID)
	where := string(c.Actor.Membership.Gallery)
	sum := sha256.New()
	for _, part := range []string{c.request.Method, c.request.URL.Path, c.request.URL.RawQuery, c.request.Header.Get("If-Match"), string(x.body)} {
		length, _ := json.Marshal(part) // so that no part runs into the next
		sum.Write(length)
	}
	return &marker{
		exchange: x,
		at:       table.Key{Partition: "I#" + who, Sort: hidden(x.Keys[0], "idempotency", who, where, key)},
		request:  hidden(x.Keys[0], string(sum.Sum(nil))),
		key:      key,
	}
}

// begin says that the request is in work, or gives the answer it had. Another
// request under the key is refused, and one that is in work.
func (m *marker) begin(ctx context.Context) (*answer, error) {
	const op = "api.once"
	item := table.Item{Key: m.at, Expires: m.started.Add(kept), Attributes: table.Attributes{
		"request": m.request, "until": m.started.Add(lease).UnixMilli(), "by": m.id,
	}}
	over := []table.Condition{table.Absent(), table.Less("until", m.started.UnixMilli())}
	err := m.Table.Write(ctx, table.Put(item, table.AnyOf(over...)))
	if !fault.Is(err, fault.Conflict) {
		return nil, fault.Wrap(op, err)
	}
	there, err := m.Table.GetConsistent(ctx, m.at)
	switch {
	case fault.Is(err, fault.NotFound): // it was released this moment
		return nil, &refusal{code: InProgress}
	case err != nil:
		return nil, fault.Wrap(op, err)
	case there.String("request") != m.request:
		return nil, &refusal{code: KeyReused, parameter: "Idempotency-Key"}
	case there.Bytes("answer") == nil:
		return nil, &refusal{code: InProgress}
	}
	return m.open(there.Bytes("answer"))
}

// keep keeps an answer, also when nobody waits for it any more. Where that fails the
// repetition comes to InProgress, and after the lease is done again.
func (m *marker) keep(ctx context.Context, a answer) {
	ctx, cancel := outlive(ctx)
	defer cancel()
	sealed, err := m.seal(a)
	if err == nil && len(sealed) <= maxKept {
		change := table.Change{Set: table.Attributes{"answer": sealed}, Remove: []string{"until"}}
		err = m.Table.Write(ctx, table.Update(m.at, change, table.Equal("by", m.id)))
	}
	if err != nil {
		m.Log.WarnContext(ctx, "answer not kept", "fault", fault.Of(err).String())
	}
}

// outlive gives a request's context that goes on for a moment when its client has
// gone, for such a client tries again.
func outlive(ctx context.Context) (context.Context, context.CancelFunc) {
	const enough = 2 * time.Second
	return context.WithTimeout(context.WithoutCancel(ctx), enough)
}

// release lets the next request with the key be the first.
func (m *marker) release(ctx context.Context) {
	ctx, cancel := outlive(ctx)
	defer cancel()
	err := m.Table.Write(ctx, table.Delete(m.at, table.Equal("by", m.id), table.HasNo("answer")))
	if err != nil && !fault.Is(err, fault.Conflict) {
		m.Log.WarnContext(ctx, "key not released", "fault", fault.Of(err).String())
	}
}

// stored is an answer as it is kept.
type stored struct {
	Status int         `json:"status"`
	Header http.Header `json:"header"`
	Body   []byte      `json:"body"`
}

var errNotKept = errors.New("not an answer that was kept")

func (m *marker) seal(a answer) ([]byte, error) {
	plain, err := json.Marshal(stored{a.status, a.header, a.body})
	if err != nil {
		return nil, err
	}
	box, err := m.box(m.Keys[0])
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, box.NonceSize())
	rand.Read(nonce) // never fails
	return box.Seal(nonce, nonce, plain, nil), nil
}

func (m *marker) open(sealed []byte) (*answer, error) {
	const op = "api.once"
	for _, key := range m.Keys {
		box, err := m.box(key)
		if err != nil || len(sealed) < box.NonceSize() {
			continue
		}
		plain, err := box.Open(nil, sealed[:box.NonceSize()], sealed[box.NonceSize():], nil)
		if err != nil {
			continue
		}
		var s stored
		if err := json.Unmarshal(plain, &s); err != nil {
			return nil, fault.As(op, fault.Internal, err)
		}
		return &answer{s.Status, s.Header, s.Body}, nil
	}
	return nil, fault.As(op, fault.Internal, errNotKept)
}

func (m *marker) box(secret []byte) (cipher.AEAD, error) {
	const size = 32
	key, err := hkdf.Key(sha256.New, append([]byte(m.key), secret...), nil, "shoebox kept answers 1 "+m.at.Partition, size)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
