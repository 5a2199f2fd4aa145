package alexa

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"sync"
	"time"

	"shoebox/intents"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/photolink"
	"shoebox/shared/telemetry"
)

// Config is what a Skill is made of.
type Config struct {
	// Skills are the application ids the skill answers to, compared exactly.
	// None answers to nobody (R6).
	Skills []string
	Links  *photolink.Links // makes the URLs of pictures
	Now    func() time.Time // the time of every request
	Log    *slog.Logger     // nil is silent
	// Zone is where whoever asks is, as long as neither their account nor their
	// device says; nil is nowhere in particular.
	Zone *time.Location
	// Client calls Alexa's own service while a request is answered: for words
	// before the answer (P10), and for a device's time zone (3.6). nil calls
	// nobody. Only Alexa's hosts are called, and no redirect is followed.
	Client *http.Client
	// Unlinker forgets whose a user was who disabled the skill. nil forgets nobody.
	Unlinker Unlinker
}

// Unlinker makes an identity nobody's. One that nobody linked is no error.
// account.People is one.
type Unlinker interface {
	Unlink(ctx context.Context, who account.Identity) error
}

// Skill is the Alexa skill. It is safe for concurrent use.
type Skill struct {
	skills  []string
	links   *photolink.Links
	now     func() time.Time
	log     *slog.Logger
	zone    *time.Location
	zones   zones
	service *service // nil calls nobody
	unlinks Unlinker // nil forgets nobody
	handler intents.Handler
	model   func() model // made when the first conversation asks
}

// New makes a Skill that asks h. It panics without links, a clock or a handler,
// which is a mistake of the program's setup.
func New(c Config, h intents.Handler) *Skill {
	if c.Links == nil || c.Now == nil || h == nil {
		panic("alexa.New: links, clock and handler are needed")
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	s := &Skill{
		skills:  slices.Clone(c.Skills),
		links:   c.Links,
		now:     c.Now,
		log:     c.Log,
		zone:    c.Zone,
		service: newService(c.Client),
		unlinks: c.Unlinker,
		model:   sync.OnceValue(newModel),
	}
	s.handler = s.punctual(h)
	return s
}

// model is what the skill needs to know of its interaction model.
type model struct {
	names  map[string]intents.Name // intents, by their names in it
	types  map[string]bool         // its slot types that are our own
	dialog *ModelDialog            // what may be asked about, slot by slot
}

func newModel() model {
	whole := InteractionModel().InteractionModel
	m := model{names: intentNames(intents.Catalogue()), types: map[string]bool{}, dialog: whole.Dialog}
	for _, t := range whole.LanguageModel.Types {
		m.types[t.Name] = true
	}
	return m
}

// Serve answers one request: what lambda.Start takes. A request that is not an
// envelope is Invalid, one for another skill Denied; both before any handler. A
// panic is an Internal: Lambda would log its value, which may be people's words.
func (s *Skill) Serve(ctx context.Context, raw json.RawMessage) (answer json.RawMessage, err error) {
	const op = "alexa.Serve"
	ids := telemetry.IDs{Channel: string(account.Alexa)}
	ctx = telemetry.WithIDs(ctx, ids)
	defer func() {
		if p := recover(); p != nil {
			telemetry.Panic(ctx, s.log, p)
			answer, err = nil, fault.New(op, fault.Internal, fmt.Sprintf("panicked with a %T", p))
		}
		if err != nil {
			s.log.ErrorContext(ctx, "request not answered", slog.String("fault", fault.Of(err).String()), slog.String("cause", err.Error()))
		}
	}()
	e, err := parse(raw)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	ids.Request = e.header.RequestID
	ctx = telemetry.WithIDs(ctx, ids)
	if !slices.Contains(s.skills, e.application()) || e.application() == "" {
		telemetry.Refusal{At: s.now()}.Log(ctx, s.log, "request for another skill")
		return nil, fault.New(op, fault.Denied, "application id is not ours")
	}
	return s.serve(ctx, e)
}

// Invoke implements Lambda's Handler: Serve without what lambda.Start does for a
// function, which is to read the event and write the answer once more.
func (s *Skill) Invoke(ctx context.Context, event []byte) ([]byte, error) { return s.Serve(ctx, event) }

// serve answers a request for this skill.
func (s *Skill) serve(ctx context.Context, e *envelope) (json.RawMessage, error) {
	const op = "alexa.Serve"
	switch e.header.Type {
	case launchRequest, intentRequest, userEvent:
		t := &turn{skill: s, envelope: e}
		return intents.Serve(t.decode, t.reassuring(s.handler), t.render)(ctx, e)
	case canFulfill:
		return s.fulfillable(e)
	}
	s.note(ctx, e)
	if e.header.Type == skillDisabled {
		if err := s.forget(ctx, e); err != nil {
			return nil, fault.Wrap(op, err) // Alexa sends the event again
		}
	}
	return encode(responseEnvelope{}) // P6: an event is answered, and with nothing
}

// turn is one request on its way through the skill.
type turn struct {
	skill    *Skill
	envelope *envelope
	spoken   spokenTurn // of an IntentRequest
	opening  string     // how the answer was begun; "" is as it came
	quiet    bool       // the person did something on the screen that wants no words
	turned   bool       // the screen shows already what they did
	stale    bool       // they touched a screen that is not there any more
}
