# Two commands do all the set-up: `make demo` and `make test`. Everything is installed into .venv; nothing outside it
# is changed, but for Debian's chromium, which `make test` installs where it is missing and may be installed.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
JOBS   ?= 2

.PHONY: help demo test check install install-dev browser format bench bench-scale scores gate train clean

help:
	@echo "make demo    install, build a case from the shipped accounts, print what it found, write a report"
	@echo "make test    install what tests need and run the whole suite"
	@echo "make check   format, lint, types, import contract"
	@echo "make bench   print start and build times"
	@echo "make bench-scale  build cases of 100 and 1,000 accounts made by script: time, memory, how both grow (long)"
	@echo "make scores  measure every layer on the corpora (long; needs ../shared/data or CROSSREAD_DATA)"
	@echo "make gate    the fast slice of the scorecards against quality/floors.json"
	@echo "make train   train the encoder anew (long)"

# A Debian without python3-venv still has pip: virtualenv stands in there.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Crossread needs Python 3.11 or newer: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || \
	  { rm -rf $(VENV); $(PYTHON) -m pip install --quiet --user virtualenv 2>/dev/null || \
	    $(PYTHON) -m pip install --quiet --user --break-system-packages virtualenv; \
	    $(PYTHON) -m virtualenv --quiet $(VENV); }

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[ftm]' >/dev/null 2>&1 || \
	  echo "FollowTheMoney cannot be built here (it needs ICU): the export to it is tested without its own check."
	@touch $@ $(VENV)/.installed

install: $(VENV)/.installed

install-dev: $(VENV)/.installed-dev

demo: install
	@$(BIN)/crossread demo

# Browser tests need Chromium. Where it is missing and we may install it, Debian's is installed; where we may not,
# those tests are skipped and say so.
browser:
	@command -v chromium >/dev/null 2>&1 || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && \
	    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; }; } || \
	  echo "Chromium is missing and cannot be installed here: browser tests will be skipped."

test: install-dev browser
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile -q

check: install-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: install
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/layers.py

# The accounts are made of the accounts corpus, whose reader comes with the tools for development.
bench-scale: install-dev
	OMP_NUM_THREADS=1 $(BIN)/python benchmarks/scale.py

scores: install-dev
	$(BIN)/crossread-scores all

gate: install-dev
	$(BIN)/python quality/gate.py

# Needs the corpora (../shared/data or CROSSREAD_DATA); see training/Makefile for what can be set.
train:
	$(MAKE) -f training/Makefile train

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
