# Two commands do most of the work: `make serve` and `make test`. `make help` lists the rest.
#
# Everything is installed into .venv, from the locks: pins and hashes, nothing else. The
# stamp files in there say what is done already.

PYTHON ?= python3
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Material says at each start that its life ends in May 2027. That is known, and planned for.
export NO_MKDOCS_2_WARNING = 1

BIN := .venv/bin
# --no-deps: a lock names all there is. --no-build-isolation: hatchling is in the lock.
INSTALL := -m pip install --quiet --no-input --require-hashes --no-deps
INSTALL_SELF := -m pip install --quiet --no-input --no-deps --no-build-isolation --editable .
INTO_RELEASE := -m pip --python .venv/release/bin/python install --quiet --no-input --no-deps
SCRIPTS := $(wildcard theme/assets/briefing/*.js)
LOCK := $(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate --upgrade

.DEFAULT_GOAL := help
.PHONY: help serve site check fmt test quick lint docs fuzz lighthouse screenshots bench lock licences release clean browser

help: ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 16

serve: .venv/site.stamp ## Show the site at http://127.0.0.1:8000/ and rebuild it at each change
	$(BIN)/mkdocs serve

site: .venv/site.stamp ## Build the site into site/
	$(BIN)/mkdocs build --strict

check: .venv/site.stamp ## Print every problem of the content
	$(BIN)/briefing check

fmt: .venv/site.stamp ## Put the headers of the content into one order and form
	$(BIN)/briefing fmt

# By files: what the tests of one file share is then made once.
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile
# Without what starts a browser, builds whole sites or measures time.
QUICK := tests/unit tests/test_architecture.py --ignore tests/unit/markdown/test_limits.py

test: lint docs .venv/properdocs/stamp .venv/neighbours/stamp browser ## Run all checks and tests, in a browser too
	$(PYTEST)

quick: lint ## Run the checks and the tests that need no browser and no built site (20 seconds)
	PROFILE=quick $(PYTEST) -q $(QUICK)

# What reads the code without running it, for each language one line.
lint: .venv/test.stamp ## Check form and types of the code
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/oxlint --quiet $(SCRIPTS)
	$(BIN)/oxfmt --check $(SCRIPTS)
	$(BIN)/mypy

docs: .venv/site.stamp ## Build the documentation into build/docs/
	$(BIN)/mkdocs build --strict --config-file mkdocs-docs.yml

fuzz: .venv/test.stamp ## Look longer for headers and texts that break a promise, and never for the same
	CI= FUZZ=20 $(BIN)/python -m pytest -q tests/test_properties.py tests/test_budget.py tests/test_preview.py

lighthouse: .venv/site.stamp browser tests/lighthouse/node_modules/stamp ## Ask Lighthouse about each kind of page (needs Node.js)
	$(BIN)/python tests/lighthouse/run.py $(LIGHTHOUSE)

screenshots: .venv/test.stamp browser ## Take a picture of each kind of page into build/screenshots/
	$(BIN)/python -m docs.screenshots

# make bench SIZES="25 1000" BENCH="--write --date 2026-01-31"
HUGO = HUGO=$$(echo .venv/bench/lib/python*/site-packages/hugo/binaries/hugo)
bench: .venv/test.stamp .venv/bench/stamp browser ## Measure builds, previews and commands beside plain MkDocs and Hugo (SIZES="25 1000")
	$(HUGO) $(BIN)/python benchmarks/bench.py $(SIZES) $(BENCH)
	$(HUGO) $(BIN)/python benchmarks/bench_preview.py $(SIZES) $(BENCH)
	$(BIN)/python benchmarks/bench_commands.py $(BENCH)
	$(BIN)/python benchmarks/bench_reading.py $(BENCH)

lock: .venv/test.stamp ## Write the locks anew, with the newest versions that the ranges allow
	$(LOCK) pyproject.toml --universal --group build --output-file requirements.txt
	$(LOCK) pyproject.toml --universal --constraint requirements.txt --group build --group test --output-file requirements-test.txt
	$(LOCK) pyproject.toml --universal --constraint requirements.txt --group build --group properdocs --output-file requirements-properdocs.txt
	$(LOCK) --universal --group bench --output-file requirements-bench.txt
	@# Not for Windows, where the plugin rss wants another tzdata than everything else.
	$(LOCK) pyproject.toml --python-platform linux --constraint requirements.txt --group build --group neighbours --output-file requirements-neighbours.txt

licences: .venv/test.stamp .venv/properdocs/stamp .venv/neighbours/stamp .venv/bench/stamp ## List the licences of all that is locked, in THIRD_PARTY.md
	$(BIN)/python -m release.licences .venv/lib/python*/site-packages .venv/properdocs/lib/python*/site-packages .venv/neighbours/lib/python*/site-packages .venv/bench/lib/python*/site-packages

# The bill is made before the wheel is there, of an environment that holds what is locked alone.
release: .venv/test.stamp browser ## Build wheel, sources and bill of materials into dist/, and test the wheel
	rm -rf dist .venv/release
	$(BIN)/python -m hatchling build
	$(BIN)/python -m venv --without-pip .venv/release
	$(BIN)/python $(INTO_RELEASE) --require-hashes --requirement requirements.txt
	$(BIN)/python -m release.sbom .venv/release/bin/python dist/sbom.cdx.json
	cp THIRD_PARTY.md dist/
	$(BIN)/python $(INTO_RELEASE) --require-hashes --requirement requirements-test.txt
	$(BIN)/python $(INTO_RELEASE) dist/*.whl
	$(BIN)/python -m release.wheel_tests .venv/release/bin/python

clean: ## Remove everything that was made
	rm -rf .venv build dist tests/lighthouse/node_modules .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache .site.building* .site.last
	find site -mindepth 1 ! -name .gitignore -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/python.stamp:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "Python is missing: there is no command \"$(PYTHON)\"." >&2; \
	  echo "Install Python 3.11 or newer, or name yours: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python is too old: $$($(PYTHON) --version 2>&1); 3.11 or newer is needed." >&2; \
	  echo "Install it, or name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python's venv module is missing (or ensurepip, which puts pip into it)." >&2; \
	  echo "On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/site.stamp: .venv/python.stamp requirements.txt pyproject.toml
	$(BIN)/python $(INSTALL) --requirement requirements.txt
	$(BIN)/python $(INSTALL_SELF)
	@touch $@

.venv/test.stamp: .venv/site.stamp requirements-test.txt
	$(BIN)/python $(INSTALL) --requirement requirements-test.txt
	@touch $@

# An environment of its own for what is not ours: the fork of MkDocs, and plugins of others.
.venv/%/stamp: .venv/python.stamp requirements-%.txt pyproject.toml
	$(BIN)/python -m venv --clear .venv/$*
	.venv/$*/bin/python $(INSTALL) --requirement requirements-$*.txt
	.venv/$*/bin/python $(INSTALL_SELF)
	@touch $@

# Hugo needs nothing of ours.
.venv/bench/stamp: .venv/python.stamp requirements-bench.txt
	$(BIN)/python -m venv --clear .venv/bench
	.venv/bench/bin/python $(INSTALL) --requirement requirements-bench.txt
	@touch $@

tests/lighthouse/node_modules/stamp: tests/lighthouse/package.json tests/lighthouse/package-lock.json
	@command -v npm >/dev/null 2>&1 || { echo "npm is missing: install Node.js 18.20 or newer." >&2; exit 1; }
	cd tests/lighthouse && npm ci --no-audit --no-fund
	@touch $@

# Looked for each time, as it is nothing in .venv that says whether it is still there.
browser:
	@for name in "$$BROWSER_PATH" chromium chromium-browser google-chrome; do \
	  if [ -n "$$name" ] && command -v "$$name" >/dev/null 2>&1; then exit 0; fi; \
	done; \
	become=; \
	if [ "$$(id -u)" != 0 ]; then become=sudo; fi; \
	if command -v apt-get >/dev/null 2>&1 && { [ -z "$$become" ] || command -v sudo >/dev/null 2>&1; }; then \
	  echo "The tests need a browser: installing chromium with apt-get."; \
	  $$become apt-get update -q && $$become apt-get install -q -y --no-install-recommends chromium && exit 0; \
	fi; \
	echo "A browser is missing, and there is no way to install one from here." >&2; \
	echo "Install Chromium (apt-get install chromium, dnf install chromium, brew install --cask chromium)," >&2; \
	echo "or say where one is: make test BROWSER_PATH=/path/to/chrome" >&2; \
	exit 1
