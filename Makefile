# The commands of the project. Each sets up .venv by itself when that is missing or out of date.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
JOBS ?= 2

.DEFAULT_GOAL := help
.PHONY: help review monitor check test test-fast lint format readme lock explore clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "keianalysis needs Python 3.11 or later; name one with make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

review: $(READY) ## Recompute the midterm review into reports/review-2013
	$(BIN)/keianalysis review --jobs $(JOBS)

monitor: $(READY) ## Make the monitor of one year: make monitor YEAR=2019
	$(BIN)/keianalysis monitor --year $(YEAR) --jobs $(JOBS)

check: $(READY) ## Check every raw file
	$(BIN)/keianalysis check

test: $(READY) ## Run all tests
	$(BIN)/python -m pytest -n $(JOBS)

test-fast: $(READY) ## Run the tests that start no notebook
	$(BIN)/python -m pytest -n $(JOBS) -m "not slow"

lint: $(READY) ## Check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(READY) ## Rewrite the code in the house style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

readme: $(READY) ## Write the headline table of the README from a run
	$(BIN)/python -m keianalysis.report.headlines

lock: $(READY) ## Renew requirements.lock for the lowest Python promised
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11.7 --upgrade \
		--generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet -o requirements.lock

explore: $(READY) ## Open the notebooks in JupyterLab
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[explore]"
	$(BIN)/jupyter lab notebooks

clean: ## Remove everything that can be made again
	rm -rf $(VENV) data/processed/* reports/* .pytest_cache .mypy_cache .ruff_cache
