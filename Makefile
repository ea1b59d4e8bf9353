PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin

.PHONY: install demo run test lint check browser screenshots documents bench mutants audit image lock clean

install: $(VENV)/.installed

$(VENV)/.installed: requirements/run.txt requirements/build.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.developed: $(VENV)/.installed requirements/dev.txt
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

demo: install
	$(RUN)/campaign-bot demo

run: install
	$(RUN)/campaign-bot run

# What the tests need beside Python packages: a browser for the demo's page.
browser:
	@command -v chromium >/dev/null || .ci/browser

# The build machine runs the same with TEST="coverage run -m pytest", so that the suite runs once.
TEST := python -m pytest
test: $(VENV)/.developed browser
	$(RUN)/$(TEST) -q

lint: $(VENV)/.developed
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy

check: lint browser
	$(RUN)/coverage run -m pytest -q
	$(RUN)/coverage report

# The pictures of docs/pictures, taken in the demo.
screenshots: $(VENV)/.developed browser
	$(RUN)/python -m docs.screenshots

# The documents that are made from the code and the locks; tests keep them true.
documents: $(VENV)/.developed
	$(RUN)/python -m docs.states
	$(RUN)/python -m docs.licences

# What an update costs, against a bare bot: see docs/performance.md.
bench: $(VENV)/.developed
	$(RUN)/python -m benchmarks.bench

# Whether the tests of typed times notice each small change to the grammar: docs/mutants.md. Half an hour, in a copy.
MUTANTS := $(or $(TMPDIR),/tmp)/campaign-bot-mutants
mutants: $(VENV)/mutants/.installed
	rm -rf $(MUTANTS)
	mkdir -p $(MUTANTS)/tests/conversations
	cp -r pyproject.toml conversations $(MUTANTS)
	cp -r tests/conversations/spoken $(MUTANTS)/tests/conversations
	cd $(MUTANTS) && PYTHONPATH=. $(CURDIR)/$(VENV)/mutants/bin/mutmut run
	cd $(MUTANTS) && PYTHONPATH=. $(CURDIR)/$(VENV)/mutants/bin/mutmut results
	cd $(MUTANTS) && PYTHONPATH=. $(CURDIR)/$(VENV)/mutants/bin/python -m tests.conversations.spoken.mutated_tables

$(VENV)/mutants/.installed: requirements/mutants.txt
	$(PYTHON) -m venv $(VENV)/mutants
	$(VENV)/mutants/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/mutants.txt
	touch $@

$(VENV)/supply/.installed: requirements/supply.txt
	$(PYTHON) -m venv $(VENV)/supply
	$(VENV)/supply/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/supply.txt
	touch $@

# Is anything the bot runs with known to be vulnerable? Exit code 3 when nobody could be asked.
audit: $(VENV)/supply/.installed
	$(VENV)/supply/bin/python deploy/audit.py

# The container image: linted, and built and run where a container engine answers.
image: $(VENV)/supply/.installed
	HADOLINT=$(VENV)/supply/bin/hadolint deploy/image

# Needs uv; the files hold versions and hashes, no addresses.
LOCK := uv pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --universal
lock:
	$(LOCK) pyproject.toml --extra metrics --extra s3 --group build --group test --group demo --group quality -o requirements/dev.txt
	$(LOCK) pyproject.toml -c requirements/dev.txt -o requirements/run.txt
	echo prometheus-client | $(LOCK) - -c requirements/dev.txt -o requirements/metrics.txt
	echo obstore | $(LOCK) - -c requirements/dev.txt -o requirements/s3.txt
	$(LOCK) --group build -c requirements/dev.txt -o requirements/build.txt
	$(LOCK) --group supply -o requirements/supply.txt
	$(LOCK) --group mutants -c requirements/dev.txt -o requirements/mutants.txt

clean:
	rm -rf $(VENV)
