# The commands of the project. Each sets up its environment by itself when that is missing or out of date.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
EXPLORE := .venv-explore
PIP := python -m pip install --quiet --disable-pip-version-check
JOBS ?= 2
SAMPLE := data/processed/sample

.DEFAULT_GOAL := help
.PHONY: help review monitor demo check test test-fast monitors lint format benchmarks readme example licences lock explore clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The packages of a lock in a folder of their own, then the project: $(call set_up,FOLDER,PROJECT,LOCK)
define set_up
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "keianalysis needs Python 3.11 or later; name one with make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(1)
	$(1)/bin/$(PIP) --require-hashes -r $(3)
	$(1)/bin/$(PIP) --no-build-isolation $(2)
	@touch $(1)/.ready
endef

$(READY): requirements.lock pyproject.toml
	$(call set_up,$(VENV),--no-deps -e .,requirements.lock)

# JupyterLab brings packages that slow the start of every kernel: it has a folder and a lock of its own.
$(EXPLORE)/.ready: requirements-explore.lock pyproject.toml
	$(call set_up,$(EXPLORE),--no-deps -e .,requirements-explore.lock)

review: $(READY) ## Recompute the midterm review into reports/review-2013
	$(BIN)/keianalysis review --jobs $(JOBS)

monitor: $(READY) ## Make the monitor of one year: make monitor YEAR=2019
	@test -n "$(YEAR)" || { echo "name the year: make monitor YEAR=2019" >&2; exit 2; }
	$(BIN)/keianalysis monitor --year $(YEAR) --jobs $(JOBS)

demo: $(READY) ## Make a monitor and a review from synthetic data into reports/demo
	rm -rf $(SAMPLE)
	$(BIN)/keianalysis sample-register --out $(SAMPLE)/register --years 2008-2013 --seed 1
	$(BIN)/keianalysis sample-projects --out $(SAMPLE)/projects.csv
	$(BIN)/keianalysis monitor --year 2013 --register $(SAMPLE)/register --projects $(SAMPLE)/projects.csv \
		--out reports/demo --jobs $(JOBS)
	$(BIN)/keianalysis review --register $(SAMPLE)/register --projects $(SAMPLE)/projects.csv \
		--out reports/demo --jobs $(JOBS)

check: $(READY) ## Check every raw file
	$(BIN)/keianalysis check

test: $(READY) ## Run all tests
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

test-fast: $(READY) ## Run the tests that start no notebook
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder -m "not slow"

monitors: $(READY) ## Make a monitor of every year, in both languages, on three dates
	KEIANALYSIS_EVERY_MONITOR=1 $(BIN)/python -m pytest -n $(JOBS) tests/notebooks/test_every_year.py

lint: $(READY) ## Check style, types and the measures of the house
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m benchmarks.house

format: $(READY) ## Rewrite the code in the house style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

benchmarks: $(READY) ## Measure the register path beside pandas, and runs beside papermill
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.runs

readme: $(READY) ## Write the headline table of the README from a run
	$(BIN)/python -m keianalysis.report.text.headlines

example: $(READY) ## Make the example edition that docs/example shows, in Dutch and English
	$(BIN)/python -m keianalysis.runs.example

licences: $(READY) ## List the licences of all packages in docs/licences.md
	$(BIN)/python -m benchmarks.licences

lock: $(READY) ## Renew requirements.lock for the lowest Python promised
	$(BIN)/$(PIP) uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11.7 --upgrade \
		--generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra explore --constraint requirements.lock --universal \
		--python-version 3.11.7 --upgrade --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --quiet -o requirements-explore.lock

explore: $(EXPLORE)/.ready ## Open copies of the notebooks in JupyterLab
	$(EXPLORE)/bin/keianalysis explore

clean: ## Remove everything that can be made again
	rm -rf $(VENV) $(EXPLORE) data/processed/* reports/* .hypothesis .pytest_cache .mypy_cache .ruff_cache
