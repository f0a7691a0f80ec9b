# Exit Atlas. `make run` serves it, `make test` checks everything that must hold, `make quick` most of it, `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
JOBS ?= 3
# A process runs whole files, whose fixtures are then made once, in the order tests/conftest.py gives them.
SPREAD := -n $(JOBS) --dist loadfile --no-loadscope-reorder
ifdef HOST
export ATLAS_HOST := $(HOST)
endif
ifdef PORT
export ATLAS_PORT := $(PORT)
endif

.PHONY: help run test quick lint types layers pytest browser storm storm-files storm-kills storm-disks storm-names storm-inspections load bench reference format pins clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

run: $(VENV)/.run ## serve the atlas on http://localhost:8501 (HOST=… PORT=…); makes a demo register if there is none
	@url="$${REGISTER_URL:-data/register.duckdb}"; test -e "$${url#duckdb:}" || $(PY) -m lib init --demo
	@exec $(PY) -m lib serve

test: lint types layers pytest ## everything that must hold

lint: $(VENV)/.dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

quick: lint types layers ## the same without browser, pages, cases, papers and processes: in a minute and a half
	$(PY) -m pytest $(SPREAD) -m "not browser and not slow"

types: $(VENV)/.dev
	$(PY) -m mypy

layers: $(VENV)/.dev
	$(VENV)/bin/lint-imports

pytest: $(VENV)/.dev browser
	$(PY) -m pytest $(SPREAD)

browser: $(VENV)/.dev ## find what browser tests need working, or install it (as root), or say what to do
	@$(PY) -m tests.chromium

storm: storm-files storm-names storm-disks storm-inspections storm-kills ## everything that must not stop the service, at length (an hour or more)

storm-files: $(VENV)/.dev ## 20,000 mutated workbooks, 5,000 mutated pictures
	$(PY) -m tests.storm.files

storm-kills: $(VENV)/.dev ## 1,000 SIGKILLs in every kind of work on the register
	$(PY) -m tests.storm.kills

storm-disks: $(VENV)/.dev ## 300 disks that are full, closed or damaged
	$(PY) -m tests.storm.disks

storm-inspections: $(VENV)/.dev ## 10 inspectors who answer while the server is killed between their answers
	$(PY) -m tests.storm.inspections

storm-names: $(VENV)/.dev browser ## 500 hostile names on every page, map, export, paper and calendar
	$(PY) -m tests.storm.names

load: $(VENV)/.dev ## 100 people of twelve scopes at work for ten minutes: no error, no row of another scope (LOAD="--minutes 1")
	$(PY) -m tests.load.office $(LOAD)

bench: $(VENV)/.dev ## measure at 10^4, 10^5 and 10^6 lines and rewrite docs/benchmarks.md
	$(PY) -m lib bench

reference: $(VENV)/.dev ## rewrite docs/reference.md from the declarations of the reference files
	$(PY) -m lib.register.reference

format: $(VENV)/.dev ## let ruff put the code in order
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

pins: $(VENV)/.dev ## write requirements*.txt, with the hashes of every file, from the versions of requirements*.in
	$(call compile,requirements)
	$(call compile,requirements-dev)

clean: ## forget the environment and the caches; the register stays
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Debian's python3 may lack ensurepip: then the machine's own pip fills the environment.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Exit Atlas needs Python 3.11 or newer as $(PYTHON): apt-get install python3, or make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); $(PYTHON) -m venv --without-pip $(VENV); } || \
		{ echo "No virtual environment could be made: apt-get install python3-venv python3-pip, then try again"; exit 1; }

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	@$(call install,requirements.txt)
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@$(call install,requirements-dev.txt)
	@touch $@

install-options := install --quiet --disable-pip-version-check --require-hashes
compile = $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make pins" $(1).in -o $(1).txt

define install
echo "Installing $(1) …"; \
if $(PY) -c 'import pip' 2>/dev/null; \
then $(PY) -m pip $(install-options) -r $(1); \
else $(PYTHON) -m pip --python $(PY) $(install-options) -r $(1); fi || \
{ echo "The packages could not be installed. Without pip: apt-get install python3-pip. On a closed network: docs/operations.md"; exit 1; }
endef
