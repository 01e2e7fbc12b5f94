PYTHON ?= python3
BIN := .venv/bin

.PHONY: tour test build check bench lint clean
.DEFAULT_GOAL := tour

.venv/installed: requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

tour: .venv/installed  ## load every table, validate the package, show what there is
	@$(BIN)/python scripts/tour.py

test: .venv/installed lint check  ## check style, types and freshness, then run all tests
	@$(BIN)/python -m pytest

build: .venv/installed  ## make schemas/, data/, metadata/, README.md and the other generated files anew
	@$(BIN)/python scripts/build.py

check: .venv/installed  ## fail if a generated file is not what the source gives
	@$(BIN)/python scripts/build.py --check

bench: .venv/installed  ## time loading against what it could take at best, and how cost grows
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[bench]"
	@$(BIN)/python benchmarks/loading.py
	@$(BIN)/python benchmarks/growth.py --svg docs/growth.svg

lint: .venv/installed
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/basedpyright --level error

clean:
	rm -rf .venv dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
