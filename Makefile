# SPDX-License-Identifier: MIT
# `make demo` and `make test` do all on a Debian machine that has Swift: they install what is missing.

SWIFT  ?= swift
PREFIX ?= /usr/local
# sudo only where we are not root already.
SUDO   := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
# A static executable starts in 2 ms, a dynamic one in 6.
STATIC := -Xswiftc -static-executable
SUITE  ?= ../shared/pcre2-suite
CORPORA ?= ../shared/corpora
MINUTES ?= 5
SECONDS ?= 60

.PHONY: all demo screenshots test build release bench bench-speed bench-growth bench-instructions bench-hooks bench-travel bench-screen bench-pool-peers bench-worker test-spark test-recipes faults conformance corpora batch-corpora misses reports-check fuzz libfuzzer lint format man install deps test-deps clean

all: release

## Installs libpcre2-dev and zlib1g-dev if they are not there.
deps:
	@pkg-config --exists libpcre2-8 zlib 2>/dev/null || { \
	  echo "installing libpcre2-dev and zlib1g-dev"; \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq libpcre2-dev zlib1g-dev pkg-config; }

## What tests ask besides: tmux and pyte for the screen, xmllint and tidy for reports. Without them these tests are
## left out.
test-deps: deps
	@{ command -v tmux && python3 -c 'import pyte'; } >/dev/null 2>&1 || { \
	  echo "installing tmux and python3-pyte"; \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq tmux python3-pyte; } || \
	  echo "tmux or python3-pyte is missing: the screen is tested less"
	@{ command -v xmllint && command -v tidy && python3 -c 'import ensurepip'; } >/dev/null 2>&1 || { \
	  echo "installing libxml2-utils, tidy and python3-venv"; \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq libxml2-utils tidy python3-venv; } || \
	  echo "xmllint, tidy or python3-venv is missing: reports are checked less"

## Debug build that refuses undeclared imports between targets.
build: deps
	$(SWIFT) build --explicit-target-dependency-import-check error

## The optimised static executable, .build/release/rxdebug.
release: deps
	$(SWIFT) build -c release --product rxdebug $(STATIC)

## A scripted session on a built-in example, then all shipped cases on all cores.
demo: release
	@echo; echo '$$ rxdebug step ...'
	.build/release/rxdebug step '(\d+)-(\w+)$$' 'on 2024-may!' \
	  --ex next-fail --ex why --ex back --ex captures --batch
	@echo; echo '$$ rxdebug batch fixtures/cases'
	.build/release/rxdebug batch --steps fixtures/cases

## The pictures of README.md.
screenshots: deps
	$(SWIFT) build --product rxdebug
	sh Scripts/screenshots.sh "$(CURDIR)/.build/debug/rxdebug" "$(CURDIR)/fixtures/screenshots"

## All tests.
test: test-deps
	$(SWIFT) test --disable-xctest

## contrib/spark on a small cluster, an executor of which is killed.
test-spark: release
	@sh Scripts/test-spark.sh .build/release/rxdebug

## What contrib/README.md says of GNU parallel.
test-recipes: release
	@sh Scripts/test-recipes.sh .build/release/rxdebug

## Ours against libpcre2, side by side, case by case; a table, .build/speed.json and .build/speed.svg.
bench: bench-speed

bench-speed: deps
	$(SWIFT) build -c release --product rxspeed
	@mkdir -p .build/held-out
	@python3 Benchmarks/held-out.py "$(CORPORA)" .build/held-out
	.build/release/rxspeed --json .build/speed.json --more .build/held-out/cases \
	  $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(ONLY),--only $(ONLY)) $(if $(CASE),--case $(CASE)); \
	  status=$$?; python3 Benchmarks/plot.py .build/speed.json .build/speed.svg && exit $$status

## How times grow with subjects and patterns, beside libpcre2: some minutes.
bench-growth: deps
	$(SWIFT) build -c release --product rxspeed
	.build/release/rxspeed growth $(if $(ONLY),--only $(ONLY)) $(if $(CASE),--case $(CASE))

## Instructions that small cases take, against Benchmarks/instructions.json (RXDEBUG_RECORD=1 records), and what the
## machine's loops call.
bench-instructions: deps
	@command -v valgrind >/dev/null && command -v objdump >/dev/null || { \
	  echo "installing valgrind and binutils"; \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq valgrind binutils; }
	$(SWIFT) build -c release --product rxspeed
	python3 Benchmarks/loops.py .build/release/rxspeed
	SWIFT="$(SWIFT)" python3 Benchmarks/instructions.py .build/release/rxspeed

## What the calls of observers cost where nobody watches: instructions beside a copy of the sources without them.
bench-hooks: deps
	$(SWIFT) build -c release --product rxspeed
	SWIFT="$(SWIFT)" python3 Benchmarks/hooks.py .build/release/rxspeed .build/hooks

## Time travel over matches of a billion steps: a few minutes.
bench-travel: deps
	$(SWIFT) build -c release --product rxbench
	.build/release/rxbench travel

## Keys of the stepper at random steps of a match of a hundred million.
bench-screen: deps
	$(SWIFT) build -c release --product rxbench
	.build/release/rxbench screen

## Batch runs beside Python's pools, GNU parallel and libpcre2 in C: some minutes.
bench-pool-peers: release
	@command -v parallel >/dev/null || echo "GNU parallel is not installed: left out"
	python3 Benchmarks/pool/run.py $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(ONLY),--only $(ONLY))

## Workers on short cases beside the same loop in C: cases a second, processor time.
bench-worker: release
	python3 Benchmarks/worker/run.py $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(SEED),--seed $(SEED))

## Faults planted in the engine one at a time: whether the shipped cases catch each.
faults: deps
	SWIFT="$(SWIFT)" python3 Tests/PlantedFaults/plant.py $(if $(EVERY),--every $(EVERY))

## Scores over a conformance suite, if it is there.
conformance: release
	@sh Scripts/conformance.sh "$(SUITE)"

## Suite and corpora in one run, with different numbers of workers, if they are there.
batch-corpora: release
	@sh Scripts/batch-corpora.sh "$(SUITE)" "$(CORPORA)"

## Whether every pattern of a corpus that libpcre2 accepts prints back, if the corpus is there.
corpora: deps
	@sh Scripts/corpora.sh "$(CORPORA)" "$(SWIFT)"

## How well the nearest miss names the place at which a pair was broken, if the corpus is there.
misses: deps
	$(SWIFT) build -c release --product rxmiss
	@sh Scripts/misses.sh "$(CORPORA)" $(if $(SEED),--seed $(SEED))

## Whether others can read every report: Jenkins' schema, prove, readers of JUnit, TAP, SARIF and HTML.
reports-check: test-deps
	$(SWIFT) build --product rxdebug
	sh Scripts/report-validators.sh
	@python=.build/report-venv/bin/python; [ -x $$python ] || python=python3; \
	  $$python Scripts/check-reports.py .build/debug/rxdebug fixtures/reports/planted.jsonl

## Random patterns and replacements against libpcre2 for some minutes each, then breakpoints against a filter
## over all steps.
fuzz: deps
	$(SWIFT) build -c release --product rxfuzz
	.build/release/rxfuzz --minutes $(MINUTES) $(if $(SEED),--seed $(SEED))
	.build/release/rxfuzz --substitutions --minutes $(MINUTES) $(if $(SEED),--seed $(SEED))
	.build/release/rxfuzz --breakpoints 10000 $(if $(SEED),--seed $(SEED))

## libFuzzer on parser and machine, for some seconds.
libfuzzer: deps
	RXDEBUG_LIBFUZZER=1 $(SWIFT) build -c release --product rxlibfuzzer \
	  --scratch-path .build-libfuzzer -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld
	mkdir -p .build-libfuzzer/corpus
	.build-libfuzzer/release/rxlibfuzzer -max_len=200 -max_total_time=$(SECONDS) \
	  -artifact_prefix=.build-libfuzzer/ .build-libfuzzer/corpus

## Style of the Swift files and of the manual pages.
lint:
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks
	@# From within their folder, where mandoc finds the pages that they refer to.
	@if command -v mandoc >/dev/null; then cd man && mandoc -T lint -W style *.[0-9]; \
	  else echo "mandoc is not installed: manual pages not checked"; fi

format:
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks

install: release
	install -D -m 755 .build/release/rxdebug $(DESTDIR)$(PREFIX)/bin/rxdebug
	for page in man/*.[0-9]; do \
	  install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/man/man$${page##*.} $$page || exit; done
	ln -sf rxdebug-batch.1 $(DESTDIR)$(PREFIX)/share/man/man1/rxdebug-worker.1

clean:
	rm -rf .build
