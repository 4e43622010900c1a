# Everything that can be done with the kit; `make` alone lists it.
PYTHON ?= python3
PORT ?=
OPEN ?= yes
ONLY ?=
UPGRADE ?=
PEERS ?=
PART ?=
DOCUMENTS ?=
JUDGEMENTS ?=
WRITE ?=

# Where it is set, every start of the kit would compile all that it imports.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
READY := .venv/.installed
UV := .venv-lock/bin/uv
TOOLS := node_modules/.installed
# Node.js of .venv first: the tools of package.json run by it.
NODE_PATHS := $(CURDIR)/$(BIN):$(CURDIR)/node_modules/.bin
CHROMIUMS := chromium chromium-browser google-chrome google-chrome-stable

.DEFAULT_GOAL := help
.PHONY: help lab test test-all bench accuracy conformance docs exercises golden lock format clean chromium tools
.DELETE_ON_ERROR:

help: ## list what make can do here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

lab: $(READY) ## open the course in JupyterLab (PORT=8899, OPEN=no for servers)
	@exec $(BIN)/pmkit lab $(if $(PORT),--port $(PORT)) $(if $(filter no,$(OPEN)),--no-browser)

# Each step runs, whatever the one before said: one run shows all there is to mend. Style and types are looked at
# beside the tests, which leave a processor idle now and then; what they say is shown at the end.
test: $(READY) chromium tools ## check style and types, run every test (ONLY="tests/models -k why")
	@told=$$(mktemp -d); trap 'rm -rf "$$told"' EXIT; \
	step() { echo "== $$*"; PATH="$(NODE_PATHS):$$PATH" "$$@" || echo "$$*" >> "$$told/failed"; }; \
	{ step ruff check; step ruff format --check; step mypy; \
	  if [ -e $(TOOLS) ]; then step biome ci; step tsc; \
	  elif [ "$$CI" = true ]; then echo "biome ci and tsc (left out)" >> "$$told/failed"; fi; } > "$$told/style" 2>&1 & \
	echo "== pytest $(ONLY)"; \
	$(BIN)/pytest -n 2 --dist loadgroup --no-loadscope-reorder --durations=10 $(ONLY) || echo pytest >> "$$told/failed"; \
	wait; cat "$$told/style"; \
	if [ -s "$$told/failed" ]; then echo "make test: not passed: $$(paste -s -d ';' "$$told/failed")"; exit 1; fi

test-all: ## as test, with nothing sampled and four times as many examples of each law
	@PMKIT_ALL=yes $(MAKE) --no-print-directory test ONLY="$(ONLY)"

bench: $(READY) ## measure: import, keystrokes, seconds per graded submission
	@$(BIN)/python tests/bench.py

# PART=validation prints one part only; PMKIT_SAMPLES names a folder of real documents. DOCUMENTS names a folder of
# repositories on which the language checks are judged, JUDGEMENTS another file of verdicts; WRITE=yes keeps the figures.
accuracy: $(READY) $(if $(filter yes,$(PEERS)),.peers/.installed) ## measure checks and grades beside what people marked (PEERS=yes: and other tools)
	@$(BIN)/python tests/accuracy.py $(PART)
	@DOCUMENTS="$(DOCUMENTS)" JUDGEMENTS="$(JUDGEMENTS)" WRITE="$(WRITE)" $(BIN)/python tests/accuracy_real.py
	@$(BIN)/python tests/accuracy_five_whys.py $(PART)
	@$(BIN)/python tests/accuracy_action_items.py $(PART)
	@$(BIN)/python tests/accuracy_facilitation.py $(PART)
	@$(BIN)/python tests/accuracy_meetings.py $(PART)
	@$(BIN)/python tests/accuracy_answers.py $(PART)
	@$(BIN)/python tests/accuracy_documents.py $(PART)
	@$(BIN)/python tests/accuracy_metrics.py
	@$(BIN)/python tests/accuracy_trend.py $(PART)

.peers/.installed:
	@command -v npm >/dev/null 2>&1 || { echo "make: npm is missing; install Node.js, or leave PEERS=yes out" >&2; exit 1; }
	@echo "Installing alex, write-good and proselint into .peers/."
	@$(BIN)/python -m venv .peers
	@.peers/bin/python -m pip install --quiet --disable-pip-version-check proselint
	@npm install --silent --no-audit --no-fund --no-save --prefix .peers alex write-good
	@touch $@

conformance: $(READY) ## read what others' tools wrote (PMKIT_SAMPLES: payloads), a real Prometheus among them
	@$(BIN)/python -m pytest -q -rs tests/evidence/test_conformance.py

exercises: $(READY) ## make exercises/ from solutions/
	@$(BIN)/pmkit course release

docs: $(READY) ## write docs/checks.md from the checks' own records
	@$(BIN)/pmkit explain --format markdown > docs/checks.new && mv docs/checks.new docs/checks.md

golden: $(READY) ## write again what tests compare with: the Dockerfile that Binder makes
	@PMKIT_WRITE_GOLDEN=yes $(BIN)/python -m pytest -q tests/course/test_binder.py -k dockerfile

# Kept versions stay; UPGRADE=yes takes the newest ones.
lock: $(READY) $(UV) ## write requirements.lock and binder/requirements.txt (UPGRADE=yes)
	$(UV) pip compile pyproject.toml --extra lab --extra dev --universal --python-version 3.11 --quiet \
	    --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	    $(if $(filter yes,$(UPGRADE)),--upgrade) --output-file requirements.lock
	@$(MAKE) --no-print-directory $(READY)
	$(BIN)/python -m pmkit.course.pins > binder/requirements.new
	mv binder/requirements.new binder/requirements.txt

format: $(READY) tools ## lay out the code, mend what ruff and biome can mend
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format
	@[ ! -e $(TOOLS) ] || PATH="$(NODE_PATHS):$$PATH" biome check --write

clean: ## remove what make and the tests made; answers stay
	rm -rf .venv .venv-lock node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find pmkit tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp is the last thing written: a set-up that was broken off starts again.
$(READY): requirements.lock pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	    echo "make: $(PYTHON) is missing or older than 3.11; install Python 3.11+ and write: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "make: $(PYTHON) has no venv module; on Debian or Ubuntu install python3-venv, then make $(MAKECMDGOALS) again" >&2; exit 1; }
	@echo "Setting up .venv with the locked versions; once, a minute or two."
	@$(BIN)/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || "$(PYTHON)" -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(UV):
	@"$(PYTHON)" -m venv .venv-lock
	@.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check uv

# A machine that reaches no registry can work at all but the widgets' scripts.
tools: $(READY)
	@if [ $(TOOLS) -nt package-lock.json ] && [ $(TOOLS) -nt $(READY) ]; then exit 0; fi; \
	echo "Installing biome and TypeScript for the widgets' scripts."; \
	{ PATH="$(NODE_PATHS):$$PATH" npm ci --silent --no-audit --no-fund && touch $(TOOLS); } || \
	echo "make: biome and tsc could not be installed; style and types of the widgets' scripts are not looked at" >&2

# The browser tests need it; only root on Debian or Ubuntu can be helped without asking.
chromium:
	@for name in $(CHROMIUMS); do command -v $$name >/dev/null 2>&1 && exit 0; done; \
	if [ -n "$$PMKIT_CHROMIUM" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    echo "Installing chromium for the browser tests."; \
	    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	      apt-get install -qq --yes --no-install-recommends chromium fonts-liberation >/dev/null; } || \
	    echo "make: chromium could not be installed; the browser tests are left out" >&2; \
	else \
	    echo "make: no Chromium here and no way to install it unasked; the browser tests are left out" >&2; \
	fi
