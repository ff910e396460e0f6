# Two commands do everything: make demo, make test. The rest are for those who build.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
.PHONY: help demo test check fmt lock vendor clean

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
DEMO := $(CURDIR)/.demo

help: ## say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: .venv/base ## prepare everything and serve the demonstration office
	@.ci/system weasyprint
	mkdir -p $(DEMO)/mail
	if [ ! -f $(DEMO)/secret ]; then
	  (umask 077; $(BIN)/python -c "import secrets; print(secrets.token_urlsafe(50))" > $(DEMO)/secret)
	fi
	export OPCC_SECRET_KEY="$$(cat $(DEMO)/secret)" OPCC_HTTPS=false
	export DATABASE_URL="sqlite:///$(DEMO)/demo.sqlite3" OPCC_STATIC_ROOT="$(DEMO)/static"
	export OPCC_EMAIL_BACKEND=django.core.mail.backends.filebased.EmailBackend
	export OPCC_EMAIL_FILE_PATH="$(DEMO)/mail"
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	$(BIN)/python manage.py demo --password "quiet-river-lantern"
	exec $(BIN)/python manage.py serve --port $(PORT)

test: .venv/dev ## prepare everything and run every check and every test
	@.ci/system weasyprint chromium postgresql poppler java
	$(MAKE) --no-print-directory check
	.ci/tests

check: .venv/dev ## the fast checks: format, lint, contracts, types, migrations
	@$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/djlint templates --lint --quiet
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py check

fmt: .venv/dev ## put the code in order
	@$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

lock: ## for maintainers: resolve the dependencies anew (needs uv)
	@cd requirements
	for name in base dev; do
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url --no-emit-find-links $$name.in --output-file $$name.txt
	done

vendor: ## for maintainers: rebuild the vendored static files from npm
	@static/vendor/vendor.sh

clean: ## remove what make made, the demonstration office included
	@rm -rf .venv .demo .conformance staticfiles .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

.venv/bin/python:
	@.ci/system python
	$(PYTHON) -m venv .venv

.venv/base: .venv/bin/python requirements/base.txt
	@if [ ! -e .venv/dev ]; then
	  $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	fi
	touch $@

.venv/dev: .venv/bin/python requirements/dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@
