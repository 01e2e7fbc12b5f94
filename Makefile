PYTHON ?= python3
BIN := .venv/bin
RESOLVE := uv pip compile --quiet --universal --generate-hashes --no-header pyproject.toml

.PHONY: help tour test test-slow test-floor test-pythons release clients build check bench docs lint requirements clean
.DEFAULT_GOAL := tour

.venv/runtime: requirements-runtime.txt pyproject.toml
	@sh scripts/install.sh runtime $(PYTHON)
	@touch $@

# The pins of the runtime are among these, so that both can be in one environment.
.venv/installed: requirements-dev.txt pyproject.toml
	@sh scripts/install.sh dev $(PYTHON)
	@touch .venv/runtime $@

.venv/clients: .venv/installed requirements-clients.txt tests/clients/node/package-lock.json
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-clients.txt
	if command -v npm > /dev/null; then npm ci --prefix tests/clients/node --silent; fi
	@touch $@

.venv/bench: .venv/installed requirements-bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@

help:  ## list what make can do
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

tour: .venv/runtime  ## load every table, validate the package, draw a plot, show what there is
	@$(BIN)/python scripts/tour.py

test: .venv/installed lint check  ## check style, types and freshness, then run the tests
	@$(BIN)/python -m pytest -m "not slow and not client"

test-slow: .venv/installed  ## run the tests that need a browser or other programs
	@$(BIN)/python -m pytest -m slow

PACKAGE_TESTS := tests/cli tests/derivation tests/document tests/io tests/query

# Python 3.13 has no wheels of the oldest libraries.
test-floor: .venv-floor/installed  ## run the tests of the package with the oldest libraries it supports
	@.venv-floor/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --force-reinstall .
	@.venv-floor/bin/python -m pytest $(PACKAGE_TESTS)

test-pythons:  ## run the tests of the package on each Python from 3.11 that is installed
	@sh scripts/test_pythons.sh $(PACKAGE_TESTS)

.venv-floor/installed: requirements-floor.txt
	$(PYTHON) -m venv .venv-floor
	.venv-floor/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-floor.txt
	@touch $@

clients: .venv/clients  ## load every table with Spark, R, Node, datasets and LibreOffice too
	@$(BIN)/python -m pytest -m client

build: .venv/installed  ## make schemas/, data/, metadata/, README.md and the other generated files anew
	@$(BIN)/python scripts/build.py
	@$(BIN)/python scripts/draw.py

check: .venv/installed  ## fail if a generated file is not what the source gives
	@$(BIN)/python scripts/build.py --check
	@$(BIN)/python scripts/draw.py --check

bench: .venv/bench  ## time loading against what it could take at best, how cost grows, and the reader
	@$(BIN)/python benchmarks/loading.py
	@PYTHONPATH=scripts $(BIN)/python benchmarks/growth.py --svg docs/growth.svg
	@$(BIN)/python benchmarks/reader.py

release: .venv/installed check  ## put what a release has into dist/: wheel, sdist, workbook, database, Stata, SPSS
	@$(BIN)/python scripts/release.py check
	@$(BIN)/python scripts/release_files.py

docs: .venv/installed  ## make the documentation site in docs/_build/html
	@rm -rf docs/_build
	@$(BIN)/sphinx-build --quiet --jobs 2 --fail-on-warning --keep-going docs docs/_build/html
	@echo "The site is docs/_build/html/index.html."

lint: .venv/installed
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	@$(BIN)/mypy & mypy=$$!; $(BIN)/basedpyright --level error && wait $$mypy
	@$(BIN)/python scripts/prose.py
	@found=$$($(BIN)/lint-imports) || { echo "$$found"; exit 1; }  # imports run downwards only

requirements:  ## resolve the requirement files anew with uv; pins that still hold stay
	$(RESOLVE) --extra dev --output-file requirements-dev.txt
	$(RESOLVE) --extra dev --extra clients --output-file requirements-clients.txt
	$(RESOLVE) --extra build --constraint requirements-dev.txt --output-file requirements-runtime.txt
	$(RESOLVE) --extra build --extra test --constraint requirements-dev.txt \
	  --output-file requirements-test.txt
	$(RESOLVE) --extra bench --constraint requirements-dev.txt --output-file requirements-bench.txt
	$(RESOLVE) --extra build --extra test --resolution lowest-direct --upgrade \
	  --output-file requirements-floor.txt

clean:
	rm -rf .venv .venv-* dist tour.svg docs/_build docs/codebook docs/gallery docs/cite.md
	rm -rf tests/clients/node/node_modules
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
