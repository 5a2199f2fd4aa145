package alexa

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"shoebox/intents"
)

// How long a device is asked for its time zone, how long what it said is good, how
// long one that said nothing is left alone, and how many devices are remembered.
const (
	askingZone  = 300 * time.Millisecond
	zoneLife    = 10 * time.Minute
	zoneRest    = time.Minute
	maxDevices  = 1000
	maxZoneName = 64 // bytes; the longest of the database has 32
)

// zones are where devices stand (3.6).
type zones struct {
	mu    sync.Mutex
	known map[string]deviceZone // by device id; never more than maxDevices
}

type deviceZone struct {
	zone  *time.Location // nil is one that did not say
	until time.Time
}

// of gives what is known of a device; false is nothing, or nothing any more.
func (z *zones) of(device string, now time.Time) (*time.Location, bool) {
	z.mu.Lock()
	defer z.mu.Unlock()
	d, there := z.known[device]
	if !there || !now.Before(d.until) {
		return nil, false
	}
	return d.zone, true
}

// keep remembers a device, for which another may be forgotten.
func (z *zones) keep(device string, zone *time.Location, now time.Time) {
	life := zoneLife
	if zone == nil {
		life = zoneRest
	}
	z.mu.Lock()
	defer z.mu.Unlock()
	if z.known == nil {
		z.known = make(map[string]deviceZone)
	}
	for other, d := range z.known {
		if len(z.known) < maxDevices {
			break
		}
		if !now.Before(d.until) {
			delete(z.known, other)
		}
	}
	for other := range z.known {
		if len(z.known) < maxDevices {
			break
		}
		delete(z.known, other)
	}
	z.known[device] = deviceZone{zone: zone, until: now.Add(life)}
}

// plainID reports whether a device's id goes into a path as it is.
func plainID(id string) bool {
	plain := func(r rune) bool {
		return r == '-' || r == '.' || r == '_' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z'
	}
	return id != "" && len(id) <= 512 && id[0] != '.' && !strings.ContainsFunc(id, func(r rune) bool { return !plain(r) })
}

// locate fills in where the device stands: what is known of it, or how to find out
// for a request that has to know when "yesterday" was. The zone of the settings
// holds for a device that does not say.
func (t *turn) locate(e *envelope, r *intents.Request) {
	device := e.Context.System.Device.DeviceID
	r.Zone = t.skill.zone
	if zone, known := t.skill.zones.of(device, r.At); known {
		if zone != nil {
			r.Zone = zone
		}
		return
	}
	if timely(r) && plainID(device) && t.skill.service.serves(e.access()) {
		r.Locate = func(ctx context.Context) *time.Location { return t.skill.askZone(ctx, e, r.At) }
	}
}

// timely reports whether what was said may hang on what day it is there.
func timely(r *intents.Request) bool {
	return r.Intent == intents.OnThisDay || r.Utterance != "" || r.Slots[intents.SlotDate].Text != "" || r.Slots[intents.SlotQuery].Text != ""
}

// askZone asks Alexa for the time zone its owner gave a device; nil is none.
func (s *Skill) askZone(ctx context.Context, e *envelope, now time.Time) *time.Location {
	ctx, cancel := context.WithTimeout(ctx, askingZone)
	defer cancel()
	device := e.Context.System.Device.DeviceID
	answer, err := s.service.call(ctx, e.access(), http.MethodGet, "/v2/devices/"+device+"/settings/System.timeZone", nil)
	if err != nil {
		s.log.InfoContext(ctx, "time zone of a device not known", slog.String("error", err.Error()))
	}
	zone := zoneOf(answer)
	s.zones.keep(device, zone, now)
	return zone
}

// zoneOf reads a time zone's name, a JSON string. What is none is nil.
func zoneOf(answer []byte) *time.Location {
	var name string
	if json.Unmarshal(answer, &name) != nil || name == "" || len(name) > maxZoneName || strings.EqualFold(name, "Local") {
		return nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil
	}
	return zone
}
