PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin

.PHONY: install demo run test check browser screenshots bench lock clean

install: $(VENV)/.installed

$(VENV)/.installed: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
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

test: $(VENV)/.developed browser
	$(RUN)/python -m pytest -q

check: $(VENV)/.developed browser
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/coverage run -m pytest -q
	$(RUN)/coverage report

# The pictures of docs/pictures, taken in the demo.
screenshots: $(VENV)/.developed browser
	$(RUN)/python docs/screenshots.py

# What an update costs, against a bare bot: see docs/performance.md.
bench: $(VENV)/.developed
	$(RUN)/python -m benchmarks.bench

# Needs uv; the files hold versions and hashes, no addresses.
LOCK := uv pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --universal
lock:
	$(LOCK) pyproject.toml --extra metrics --group build --group test --group demo --group quality -o requirements/dev.txt
	$(LOCK) pyproject.toml --group build -c requirements/dev.txt -o requirements/run.txt
	echo prometheus-client | $(LOCK) - -c requirements/dev.txt -o requirements/metrics.txt

clean:
	rm -rf $(VENV)
