package api

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net"
	"net/netip"
	"strconv"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// limitCaller counts requests by where they come from.
func (x *exchange) limitCaller(ctx context.Context, c *Call) error {
	return x.limit(ctx, c, ByIP, network(c.request.RemoteAddr))
}

// limitPerson counts requests by who makes them.
func (x *exchange) limitPerson(ctx context.Context, c *Call) error {
	return x.limit(ctx, c, ByPerson, string(c.User.ID))
}

// limitAddress counts requests by the address they are about, whoever makes them.
func (x *exchange) limitAddress(ctx context.Context, c *Call) error {
	return x.limit(ctx, c, ByAddress, x.operation.address(x.body))
}

// limit counts a request, and refuses it where there were enough of its kind.
func (x *exchange) limit(ctx context.Context, c *Call, by By, whose string) error {
	for _, l := range x.operation.Limits {
		if l.By != by || whose == "" {
			continue
		}
		left, err := x.count(ctx, l, whose)
		if fault.Is(err, fault.Throttled) {
			c.header.Set("Retry-After", strconv.Itoa(int(left/time.Second)+1))
			return &refusal{code: Throttled, err: err}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// count counts a request in the window that is now, and tells how long that lasts.
// Throttled is one too many. Of whose requests they are a keyed hash is kept alone.
func (x *exchange) count(ctx context.Context, l Limit, whose string) (left time.Duration, err error) {
	const op = "api.limit"
	begin := x.started.Truncate(l.Per)
	end := begin.Add(l.Per)
	key := table.Key{
		Partition: "R#" + x.operation.ID + "#" + string(l.By) + "#" + hidden(x.Keys[0], "rate limit", whose),
		Sort:      strconv.FormatInt(begin.Unix(), 10),
	}
	one := table.Change{Add: map[string]int64{"count": 1}, Expires: end.Add(time.Minute)}
	err = x.Table.Write(ctx, table.Update(key, one, table.AnyOf(table.Absent(), table.Less("count", int64(l.Most)))))
	if fault.Is(err, fault.Conflict) {
		return end.Sub(x.started), fault.As(op, fault.Throttled, err)
	}
	return 0, fault.Wrap(op, err)
}

// hidden gives a name that says nothing of the values to who has not the key.
func hidden(key []byte, values ...string) string {
	h := hmac.New(sha256.New, key)
	for _, v := range values {
		h.Write([]byte(strconv.Itoa(len(v)) + ":" + v))
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:18])
}

// network is what a caller of IPv4 has alone, and one of IPv6 has all of.
func network(remote string) string {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		host = remote
	}
	address, err := netip.ParseAddr(host)
	if err != nil {
		return "unknown"
	}
	address = address.Unmap().WithZone("")
	if address.Is6() {
		const whole = 64
		prefix, _ := address.Prefix(whole)
		return prefix.String()
	}
	return address.String()
}
