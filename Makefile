# The whole of the project's chores; `make help` lists them. Needs make, Python 3.11 or newer, and pip.

SHELL := /bin/sh
.DEFAULT_GOAL := help

VENV := $(CURDIR)/.venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$name"; break; }; done)
UV = $(shell command -v uv 2>/dev/null || echo $(BIN)/uv)
CORPUS ?= ../shared/corpus
SBOM ?= sbom.cdx.json

# uv keeps to this environment and this Python, and trusts the certificates that the machine trusts.
export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_PYTHON := $(BIN)/python
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := 1
unexport VIRTUAL_ENV

.PHONY: help demo test test-long measure beside accuracy screenshots lock sbom clean

help:  ## list the chores
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.made  ## serve the dashboard on sample data at http://127.0.0.1:8501
	@exec $(BIN)/tracker demo

test: $(VENV)/.made-to-test  ## lint, types, import floors and all tests, in a real browser too
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@browser=$$(.ci/browser) && TRACKER_TEST_BROWSER=$$browser $(BIN)/pytest -q --hypothesis-profile=steady -m "not long" -n auto --dist worksteal

test-long: $(VENV)/.made-to-test  ## the tests that take minutes, and every property on new examples
	@browser=$$(.ci/browser) && TRACKER_TEST_BROWSER=$$browser $(BIN)/pytest -q -m "long or hypothesis"

measure: $(VENV)/.made  ## how right extraction is, on the shipped briefs and on ../shared/corpus where that is
	@for folder in data/briefs $(CORPUS)/dev $(CORPUS)/real; do \
		if test -d "$$folder"; then echo "== $$folder"; $(BIN)/tracker evaluate "$$folder" || exit 1; \
		else echo "== $$folder is not here, so it is not measured"; fi; done

accuracy: $(VENV)/.made  ## measure again what the page on accuracy shows, into data/accuracy.json
	@$(BIN)/tracker evaluate data/briefs --json > data/accuracy.json.new
	@$(BIN)/python -m json.tool --indent 1 data/accuracy.json.new data/accuracy.json; rm data/accuracy.json.new

screenshots: $(VENV)/.made-to-test  ## take the pictures of the docs anew, from the sample data
	@browser=$$(.ci/browser) && TRACKER_TEST_BROWSER=$$browser $(BIN)/python -m docs.images.make

beside: $(VENV)/.made-to-test  ## measure beside Datasette, a naive page, pandas and DuckDB
	@PYTHON="$(PYTHON)" .ci/environment --group beside
	@browser=$$(.ci/browser) && TRACKER_TEST_BROWSER=$$browser $(BIN)/python benchmarks/beside.py $(ROWS)

lock: $(VENV)/.made  ## bring uv.lock up to date with pyproject.toml
	$(UV) lock

sbom: $(VENV)/.made  ## list all that is built in, as CycloneDX, in sbom.cdx.json
	$(UV) export -q --frozen --no-dev --all-extras --format cyclonedx1.5 --preview-features sbom-export -o $(SBOM)

clean:  ## throw the environment away; the demo's data stay
	rm -rf $(VENV)

$(VENV)/.made: pyproject.toml uv.lock .ci/environment
	@PYTHON="$(PYTHON)" .ci/environment --no-dev
	@touch $@

$(VENV)/.made-to-test: pyproject.toml uv.lock .ci/environment
	@PYTHON="$(PYTHON)" .ci/environment
	@touch $@ $(VENV)/.made
