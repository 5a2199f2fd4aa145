package check_test

// plan says which packages of Shoebox each package may import in its production
// code; tests may import more. A package is in the plan or the test fails, and so
// does an arrow that is not here.
//
// "..." at the end of a name stands for the package and all below it, on both sides.
// Each entry lists every package it may import, not what those import in turn.
var plan = map[string][]string{
	// Errors stand under everything.
	"shared/fault": {},

	// What the requests of the AWS SDK are sent with.
	"shared/sdkhttp": {},

	// The store: one seam, a driver per technology.
	"shared/table":                        {"shared/fault"},
	"shared/table/bolttable":              {"shared/table", "shared/fault"},
	"shared/table/dynamotable":            {"shared/table", "shared/fault"},
	"shared/table/dynamotable/dynamotest": {"shared/table", "shared/table/dynamotable", "shared/sdkhttp", "shared/fault", "deploy/engines/unreliable"},
	"shared/table/tabletest":              {"shared/table...", "shared/fault"},

	// Pictures: one seam, a driver per technology.
	"shared/blob":           {"shared/fault"},
	"shared/blob/filestore": {"shared/blob", "shared/fault"},
	"shared/blob/s3store":   {"shared/blob", "shared/config", "shared/fault"},
	"shared/blob/blobtest":  {"shared/blob...", "shared/fault"},

	// The nouns and the rules.
	"shared/gallery":                   {"shared/table", "shared/fault"},
	"shared/gallery/gallerytest":       {"shared/gallery", "shared/table...", "shared/fault"},
	"shared/account":                   {"shared/gallery", "shared/table", "shared/fault"},
	"shared/account/bearer":            {"shared/account", "shared/fault"},
	"shared/account/issuer":            {"shared/account", "shared/fault"},
	"shared/account/issuer/cognito":    {"shared/account/bearer", "shared/account/issuer", "shared/fault"},
	"shared/account/issuer/house":      {"shared/account", "shared/account/bearer", "shared/account/issuer", "shared/table", "shared/fault"},
	"shared/account/issuer/issuertest": {"shared/account", "shared/account/issuer", "shared/fault"},
	"shared/photolink":                 {"shared/blob", "shared/gallery", "shared/telemetry", "shared/fault"},
	"shared/ingest/rekognition":        {"shared/gallery", "shared/fault"},
	"shared/ingest/places":             {"shared/gallery", "shared/fault"},
	"shared/ingest/bmff":               {},
	"shared/ingest/heif":               {"shared/ingest/bmff"},
	"shared/ingest/heif/heiftest":      {"shared/ingest/bmff"},
	"shared/ingest":                    {"shared/ingest/bmff", "shared/ingest/heif", "shared/blob", "shared/gallery", "shared/photolink", "shared/fault"},
	"shared/ingest/export":             {"shared/gallery", "shared/ingest"},

	// What is on its way into a gallery. Records apart from the work, so that who only
	// announces and waits links no decoder.
	"shared/inbox":        {"shared/blob", "shared/gallery", "shared/table", "shared/fault"},
	"shared/inbox/intake": {"shared/inbox", "shared/ingest", "shared/ingest/heif", "shared/blob", "shared/gallery", "shared/telemetry", "shared/fault"},

	// Housekeeping: what is kept for a time only, and what does not fit together.
	"shared/retention": {"shared/gallery", "shared/telemetry", "shared/fault"},
	"shared/doctor":    {"shared/blob", "shared/gallery", "shared/fault"},

	// Understanding. Neither knows an intent or a channel.
	"intents/when":   {"shared/fault"},
	"intents/phrase": {"intents/when", "shared/gallery", "shared/fault"},

	// The conversation. It knows no channel.
	"intents": {
		"intents/phrase", "intents/when",
		"shared/gallery", "shared/account", "shared/table", "shared/telemetry", "shared/fault",
	},
	"intents/intentstest": {"intents...", "skills/alexa...", "bots/slackbot...", "shared..."},

	// The channels. Neither knows the other.
	"skills/alexa": {
		"intents", "intents/when",
		"shared/gallery", "shared/account", "shared/photolink", "shared/telemetry", "shared/fault",
	},
	"skills/alexa/alexasim": {"skills/alexa", "intents", "intents/when", "shared/fault"},
	"bots/slackbot": {
		"bots/slackbot/digest", "bots/slackbot/fileids", "bots/slackbot/install", "bots/slackbot/ledger", "intents",
		"shared/gallery", "shared/account", "shared/photolink", "shared/telemetry", "shared/fault",
	},
	"bots/slackbot/save": {
		"bots/slackbot", "bots/slackbot/install",
		"shared/account", "shared/gallery", "shared/inbox", "shared/table", "shared/fault",
	},
	"bots/slackbot/slacktest": {"bots/slackbot", "bots/slackbot/install", "shared/fault"},
	"bots/slackbot/slacksim":  {"bots/slackbot/slacktest"},
	"bots/slackbot/manifest":  {"bots/slackbot", "bots/slackbot/install", "intents", "shared/fault"},
	"bots/slackbot/install":   {"shared/table", "shared/fault"},
	"bots/slackbot/deployed":  {"bots/slackbot...", "shared/backend/aws", "shared/blob", "shared/config", "shared/inbox", "shared/photolink", "shared/fault"},
	"bots/slackbot/ledger":    {"shared/table", "shared/fault"},
	"bots/slackbot/digest":    {"bots/slackbot/install", "shared/account", "shared/gallery", "shared/table", "shared/fault"},
	"bots/slackbot/fileids":   {"bots/slackbot/install", "shared/photolink", "shared/table", "shared/fault"},

	// HTTP: the services, and what has Lambda serve any http.Handler.
	"shared/gateway": {"shared/telemetry"},
	"shared/api": {
		"intents", "intents/phrase", "shared/gateway", "shared/inbox",
		"shared/account", "shared/account/issuer", "shared/blob", "shared/gallery", "shared/photolink", "shared/table", "shared/telemetry", "shared/fault",
	},

	"shared/api/deployed": {"intents", "shared/api", "shared/backend/aws"},

	// Configuration and logs.
	"shared/config":                  {"shared/fault"},
	"shared/telemetry":               {"shared/table"},
	"shared/telemetry/telemetrytest": {},

	// Putting drivers together. What Lambda links, aws, never meets what a laptop
	// links, local.
	"shared/backend": {
		"intents", "shared/config", "shared/telemetry",
		"shared/account", "shared/gallery", "shared/photolink", "shared/table", "shared/fault",
	},
	"shared/backend/aws": {
		"shared/backend", "shared/backend/aws/awsjson", "shared/sdkhttp", "shared/config", "shared/telemetry", "shared/account/bearer",
		"shared/account", "shared/gallery", "shared/photolink", "shared/table", "shared/table/dynamotable", "shared/fault",
	},
	"shared/backend/aws/awsjson": {},
	"shared/backend/local": {
		"shared/backend", "shared/config", "shared/telemetry",
		"shared/account", "shared/gallery", "shared/photolink", "shared/table", "shared/table/bolttable", "shared/fault",
		"shared/blob", "shared/blob/filestore",
	},

	// Lambda mains.
	"shared/inbox/cmd/ingest": {
		"shared/inbox", "shared/inbox/intake", "shared/ingest/heif", "shared/ingest/places", "shared/ingest/rekognition",
		"shared/backend/aws", "shared/blob/s3store", "shared/config",
	},
	"shared/retention/cmd/retention": {
		"shared/retention", "shared/backend/aws", "shared/blob/s3store", "shared/config",
	},
	"bots/cmd/digest": {
		"bots/slackbot/deployed", "shared/backend/aws", "shared/config",
	},
	"skills/cmd/alexa":            {"skills/alexa", "shared/account", "shared/backend...", "shared/config"},
	"bots/cmd/slack":              {"bots/slackbot/deployed", "shared/config"},
	"bots/cmd/slackworker":        {"bots/slackbot/deployed", "shared/blob", "shared/blob/s3store", "shared/config"},
	"shared/photolink/cmd/image":  {"shared/gateway", "shared/photolink", "shared/backend...", "shared/blob/s3store", "shared/config"},
	"shared/api/cmd/signup":       {"shared/account/issuer/cognito", "shared/api", "shared/api/deployed", "shared/backend/aws", "shared/config", "shared/gateway"},
	"shared/api/cmd/confirmemail": {"shared/account/issuer/cognito", "shared/api", "shared/api/deployed", "shared/backend/aws", "shared/config", "shared/gateway"},
	"shared/api/cmd/login":        {"shared/account/issuer/cognito", "shared/api", "shared/api/deployed", "shared/backend/aws", "shared/config", "shared/gateway"},
	"shared/api/cmd/addphoto":     {"shared/blob/s3store", "shared/api", "shared/api/deployed", "shared/backend/aws", "shared/config", "shared/gateway"},
	"shared/api/cmd/getphoto":     {"shared/api", "shared/api/deployed", "shared/backend/aws", "shared/config", "shared/gateway"},
	"shared/api/cmd/getphotos":    {"shared/api", "shared/api/deployed", "shared/backend/aws", "shared/config", "shared/gateway"},
	"shared/api/cmd/editphoto":    {"shared/api", "shared/api/deployed", "shared/backend/aws", "shared/config", "shared/gateway"},
	"shared/api/cmd/deletephoto":  {"shared/blob/s3store", "shared/api", "shared/api/deployed", "shared/backend/aws", "shared/config", "shared/gateway"},
	"shared/api/cmd/search":       {"shared/api", "shared/api/deployed", "shared/backend/aws", "shared/config", "shared/gateway"},
	"shared/api/cmd/me":           {"shared/account/issuer/cognito", "shared/blob/s3store", "shared/api", "shared/api/deployed", "shared/backend/aws", "shared/config", "shared/gateway"},
	"shared/api/cmd/galleries":    {"shared/blob/s3store", "shared/api", "shared/api/deployed", "shared/backend/aws", "shared/config", "shared/gateway"},
	"shared/api/cmd/shares":       {"shared/api", "shared/api/deployed", "shared/backend/aws", "shared/config", "shared/gateway"},
	"shared/api/cmd/document":     {"shared/api", "shared/api/deployed", "shared/backend/aws", "shared/config", "shared/gateway"},
	"deploy/web/cmd/web":          {"deploy/web", "shared/config", "shared/gateway"},

	// What a person runs on a laptop may reach everything; nothing reaches it.
	"deploy/shoebox":               {"intents...", "skills/alexa...", "bots/slackbot...", "shared...", "deploy/env", "deploy/events", "deploy/redrive", "deploy/sample", "deploy/stage", "deploy/simulator", "deploy/web"},
	"deploy/simulator":             {"intents...", "skills/alexa...", "bots/slackbot...", "shared..."},
	"deploy/web":                   {}, // a Lambda function links it, and no simulator
	"deploy/redrive":               {"shared/config", "shared/sdkhttp", "shared/fault"},
	"deploy/sample":                {"deploy/env", "shared/account", "shared/gallery", "shared/ingest", "shared/fault"},
	"deploy/gazetteer":             {"deploy/engines", "shared/ingest/places", "shared/fault"},
	"deploy/pool":                  {"shared/account/bearer"},
	"deploy/stage":                 {"deploy/engines", "deploy/env", "deploy/pool", "deploy/sample", "shared..."},
	"deploy/stage/stagetest":       {"deploy/engines/enginestest", "deploy/stage"},
	"deploy/sam":                   {"shared/fault"},
	"deploy/env":                   {"shared/config"},
	"deploy/events":                {"deploy/env", "deploy/pool", "bots/slackbot", "shared..."},
	"deploy/engines":               {"shared/sdkhttp", "shared/fault"},
	"deploy/engines/enginestest":   {"deploy/engines"},
	"deploy/engines/unreliable":    {},
	"deploy/runtimeapi":            {"shared/fault"},
	"deploy/runtimeapi/deployment": {"deploy/env", "deploy/runtimeapi", "shared/config", "shared/fault"},
	"deploy/runtimeapi/loadtest":   {"deploy/env", "deploy/events", "deploy/runtimeapi", "deploy/runtimeapi/deployment", "deploy/sample", "deploy/stage", "bots/slackbot/slacktest", "shared/gallery", "shared/photolink"},
	"deploy/bench":                 {"deploy/bench/growth", "deploy/engines", "deploy/env", "deploy/events", "deploy/runtimeapi", "deploy/sample", "deploy/stage", "shared..."},
	"deploy/bench/bare":            {},
	"deploy/bench/growth":          {"intents", "shared..."},
	"deploy/e2e":                   {},
	"deploy/check":                 {},
}

// forbidden holds arrows that "..." in the plan must not let through.
var forbidden = []struct{ from, to, why string }{
	{"shared/backend/aws...", "shared/backend/local", "a Lambda links no embedded driver"},
	{"skills/cmd...", "shared/backend/local", "a Lambda links no embedded driver"},
	{"bots/cmd...", "shared/backend/local", "a Lambda links no embedded driver"},
	{"shared/photolink/cmd...", "shared/backend/local", "a Lambda links no embedded driver"},
	{"skills/cmd...", "shared/blob/s3store", "the voice function needs no S3 client"},
	{"bots/cmd/slack", "shared/blob/s3store", "the function that answers Slack needs no S3 client"},
	{"bots/slackbot", "bots/slackbot/manifest", "a Lambda links no YAML"},
}
