# One command for each thing. `make` alone lists them.
# The environment is made once from requirements.lock and again only when the lock or the
# project file changes.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
JOBS   ?= auto

export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help demo test web check format benchmark wheel lock reference clean

help: ## List the targets
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP) ## Build a small graph from invented news and ask it questions
	$(BIN)/python -m treatygraph.cli.demo

web: $(STAMP) ## Bundle the scripts of the explorer from npm
	$(BIN)/python scripts/web.py

test: $(STAMP) ## Run every test
	$(BIN)/python scripts/web.py --optional
	$(BIN)/python -m pytest -n $(JOBS)

check: $(STAMP) ## Formatting, lint and types; changes nothing
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/mypy --strict src

format: $(STAMP) ## Rewrite the code in the agreed format
	$(BIN)/ruff format src tests benchmarks
	$(BIN)/ruff check --fix src tests benchmarks

benchmark: $(STAMP) ## Measure how fast documents are read, on a part of the news
	$(BIN)/python benchmarks/extraction.py --items 1000 --items 5000

wheel: web ## Build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

lock: $(STAMP) ## Write requirements.lock anew from pyproject.toml (needs Python 3.11)
	$(BIN)/pip-compile --quiet --upgrade --extra dev --generate-hashes --allow-unsafe --strip-extras \
	  --no-annotate --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --output-file requirements.lock pyproject.toml

reference: $(STAMP) ## Write graph/reference/ anew from its sources
	$(BIN)/python scripts/build_reference.py

clean: ## Remove the environment, caches and what was built
	rm -rf $(VENV) src/treatygraph/explorer/static/built build dist demo graph/built .pytest_cache .mypy_cache .ruff_cache
