package alexasim

import (
	"crypto/rand"
	"encoding/json"
	"maps"
	"time"

	"shoebox/shared/fault"
)

// request gives the envelope of a request, as Alexa sends it.
func (d *Device) request(kind string, body map[string]any) (json.RawMessage, error) {
	d.last = kind
	r := map[string]any{
		"type":      kind,
		"requestId": "amzn1.echo-api.request." + rand.Text(),
		"timestamp": d.config.Now().UTC().Format(time.RFC3339),
		"locale":    d.config.Locale,
	}
	maps.Copy(r, body)
	if d.config.Service != nil {
		d.config.Service.end(d.token) // one nobody answered
		d.token = d.config.Service.begin(r["requestId"].(string), d.config.DeviceID, d.zone())
	}
	attributes := d.attributes
	if attributes == nil {
		attributes = map[string]any{}
	}
	b, err := json.Marshal(map[string]any{
		"version": "1.0",
		"session": map[string]any{
			"new":         d.fresh,
			"sessionId":   d.session,
			"application": map[string]any{"applicationId": d.config.SkillID},
			"attributes":  attributes,
			"user":        d.user(),
		},
		"context": d.context(),
		"request": r,
	})
	if err != nil {
		return nil, fault.As("alexasim.request", fault.Invalid, err)
	}
	d.fresh = false
	return b, nil
}

func (d *Device) user() map[string]any {
	u := map[string]any{"userId": d.config.UserID}
	if d.config.Token != "" {
		u["accessToken"] = d.config.Token
	}
	return u
}

func (d *Device) context() map[string]any {
	interfaces := map[string]any{}
	c := map[string]any{}
	if display, there := displayOf(d.config.Screen); there {
		interfaces["Alexa.Presentation.APL"] = map[string]any{"runtime": map[string]any{"maxVersion": newestAPL}}
		c["Viewport"] = display.viewport()
		if d.document != "" {
			c["Alexa.Presentation.APL"] = map[string]any{"token": d.document, "version": "shoebox-simulator", "componentsVisibleOnScreen": d.visible()}
		}
	}
	system := map[string]any{
		"application": map[string]any{"applicationId": d.config.SkillID},
		"user":        d.user(),
		"device":      map[string]any{"deviceId": d.config.DeviceID, "supportedInterfaces": interfaces},
		"apiEndpoint": "https://api.amazonalexa.com",
	}
	if v := d.config.Voice; v.PersonID != "" {
		person := map[string]any{"personId": v.PersonID}
		if v.Token != "" {
			person["accessToken"] = v.Token
		}
		system["person"] = person
	}
	if d.token != "" {
		system["apiAccessToken"] = d.token
	}
	c["System"] = system
	return c
}

// zone is where the device stands; nil is one whose owner did not say.
func (d *Device) zone() *time.Location {
	if zone := d.config.Now().Location(); zone != time.Local {
		return zone
	}
	return nil
}
