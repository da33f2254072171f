# Two commands do everything on a fresh machine with Python 3.11 or newer and make: `make extract` and `make test`.
# PYTHON=python3.12 make … takes another interpreter.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help extract test evaluate lint setup clean lock

help: ## Show what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## Make .venv and install the locked dependencies

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "kisha needs Python 3.11 or newer; try PYTHON=python3.11 make $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

extract: $(READY) ## The main job: raw/release.txt → outputs/release.json, checked against gold/release.json
	@$(BIN)/kisha extract raw/release.txt -o outputs/release.json
	@$(BIN)/kisha check outputs/release.json gold/release.json

test: $(READY) ## All tests
	@$(BIN)/python -m pytest

evaluate: $(READY) ## Extract the release and the invented ones, score outputs/ against gold/
	@$(BIN)/kisha extract --quiet raw/release.txt $(sort $(wildcard examples/*.txt examples/*.md)) -o outputs/
	@$(BIN)/kisha evaluate gold/ outputs/

lint: $(READY) ## Style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

lock: $(READY) ## Renew requirements.lock from pyproject.toml (needs pip-tools)
	pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file requirements.lock pyproject.toml

clean: ## Remove what the commands made
	rm -rf .venv outputs/*.json build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
