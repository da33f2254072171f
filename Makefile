# Two commands do everything on a fresh machine with Python 3.11 or newer and make: `make extract` and `make test`.
# PYTHON=python3.12 make … takes another interpreter.

PYTHON ?= python3
BIN := .venv/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
READY := .venv/.ready
READY_TO_TEST := .venv/.ready-to-test

.DEFAULT_GOAL := help
.PHONY: help batch soak fuzz extract test evaluate bench serve load lint sbom setup clean lock

help: ## Show what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## Make .venv and install what extracting takes

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "kisha needs Python 3.11 or newer; try PYTHON=python3.11 make $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(READY)

$(READY_TO_TEST): requirements-dev.lock requirements-schemas.lock $(READY) # what only tests, benchmarks and lint take
	$(PIP) --require-hashes -r requirements-dev.lock
	$(PIP) --require-hashes --no-deps -r requirements-schemas.lock
	@touch $(READY_TO_TEST)

extract: $(READY) ## The main job: raw/release.txt → outputs/release.json, checked against gold/release.json
	@$(BIN)/kisha extract raw/release.txt -o outputs/release.json
	@$(BIN)/kisha check outputs/release.json gold/release.json

test: $(READY_TO_TEST) ## All tests
	@$(BIN)/python -m pytest

EXTRACTORS = kisha kisha-rules ginza ginza-ontonotes words patterns
JA_TIMEX = $$($(BIN)/python -c 'from importlib.util import find_spec; print("--extractor ja-timex" if find_spec("ja_timex") else "")')

evaluate: $(READY) ## The shipped extractors side by side on gold/, all figures and errors into outputs/evaluation.html
	@$(BIN)/kisha evaluate gold/ $(addprefix --extractor ,$(EXTRACTORS)) $(JA_TIMEX) --json outputs/evaluation.json --html outputs/evaluation.html

bench: $(READY) ## Speed and memory against stock GiNZA on this machine (some ten minutes), into outputs/bench.json and .txt
	@$(BIN)/python -m benchmarks

serve: $(READY) ## The HTTP service and its pages at http://127.0.0.1:8000
	@$(BIN)/kisha serve

load: $(READY_TO_TEST) ## 200 clients for a minute against two workers, twice; the figures go into docs/serve.md
	@$(BIN)/python -m tests.serve.load --write docs/serve.md

batch: $(READY) ## A run over the invented releases in examples/ → outputs/batch
	@$(BIN)/kisha batch examples -o outputs/batch
	@$(BIN)/kisha status outputs/batch

soak: $(READY_TO_TEST) ## 2,000 releases through every engine: the same bytes, speed, memory; a quarter of an hour and more
	@$(BIN)/python -m tests.batch.soak 2000

FUZZ_SECONDS ?= 300
fuzz: $(READY_TO_TEST) ## Coverage-guided fuzzing of readers and flow for FUZZ_SECONDS (300); findings go into fuzz/findings/
	@$(BIN)/python -c 'import atheris' 2>/dev/null || $(PIP) 'atheris>=3,<4'
	@FUZZ_SECONDS=$(FUZZ_SECONDS) $(BIN)/python -m fuzz.run

lint: $(READY_TO_TEST) ## Style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

sbom: $(READY_TO_TEST) ## What an installation holds, with versions and hashes: outputs/sbom.json (CycloneDX)
	@$(BIN)/python -W ignore -m cyclonedx_py requirements --output-reproducible --output-format JSON --pyproject pyproject.toml --output-file outputs/sbom.json requirements.lock

LOCK = pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

lock: ## Renew both lock files from pyproject.toml (needs pip-tools): versions and hashes, no addresses
	$(LOCK) --extra setup --extra tables --extra serve --output-file requirements.lock pyproject.toml
	$(LOCK) --extra setup --extra tables --extra serve --extra ray --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean: ## Remove what the commands made
	rm -rf .venv fuzz/corpus fuzz/seeds outputs/batch outputs/*.json outputs/*.html outputs/*.txt build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
