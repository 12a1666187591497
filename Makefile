# The commands of the project; `make help` explains them.
export PYTHONUTF8 := 1
PY := .venv/bin/python
DEV := MODE=development
# What `make check` reads the settings with: production, as `check --deploy` judges it.
DEPLOY := MODE=production SECRET_KEY=for-this-check-only-0123456789-abcdefghijklmnopqrstuvwxyz \
	SITE_URL=https://training.example ALLOWED_HOSTS=training.example DATABASE_URL=sqlite://:memory:

.DEFAULT_GOAL := help
.PHONY: help run test check corpora sample bench messages lock format clean \
	setup-run setup-test check-format check-layers check-types check-templates check-django check-messages

help: ## Explain these commands.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  PORT=8000 and DATA_DIR=./var are respected by make run; ARGS=… is given to pytest by make test;"
	@echo "  CORPORA=../shared/corpora is where make corpora and make test look for test data."

run: setup-run ## Start the site with demo content on this machine; Ctrl-C stops it.
	@exec $(PY) -m scripts.run

test: setup-test ## Run all tests: SQLite, PostgreSQL + Redis + worker, browser. ARGS="tests/people -k name" runs some.
	@exec $(PY) -m tests.run $(ARGS)

check: setup-test ## Check layers, lint, types, templates, migrations, deploy settings and translations.
	@$(MAKE) --no-print-directory -k -j2 --output-sync=target \
		check-types check-format check-layers check-templates check-django check-messages
	@echo "check: all clean"

corpora: setup-test ## Run other systems' test data through the engine: CORPORA=<folder>.
	@$(DEV) $(PY) -m scripts.corpora $(if $(CORPORA),"$(CORPORA)")

sample: setup-test ## Issue one certificate through the whole chain into sample/.
	@exec $(PY) -m scripts.sample

bench: setup-test ## Measure pages and certificates on PostgreSQL; ARGS="course quiz" measures some pages.
	@exec $(PY) -m scripts.bench $(ARGS)

messages: setup-test ## Collect the translatable strings (needs gettext) and compile the translations.
	@$(DEV) $(PY) manage.py makemessages --locale zh_Hans --no-wrap --ignore .venv --ignore tests --ignore var
	@$(PY) -m scripts.compile_messages

lock: setup-test ## Resolve the dependencies of pyproject.toml anew into requirements/, with hashes.
	@.venv/bin/uv pip compile $(LOCK) pyproject.toml -o requirements/base.txt
	@.venv/bin/uv pip compile $(LOCK) --extra dev pyproject.toml -o requirements/dev.txt
# Debian 12 has Python 3.11.2: a lock resolved for a later 3.11 would not install there.
LOCK := --quiet --upgrade --universal --python-version 3.11.2 --generate-hashes --no-emit-index-url --no-annotate --no-header

format: setup-test ## Format the Python code.
	@.venv/bin/ruff check --quiet --fix . ; .venv/bin/ruff format --quiet .

clean: ## Remove what was built and measured; keeps the site's data in var/ and the virtual environment.
	@rm -rf .coverage* htmlcov .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache \
		test-results sample bench.json var/test-databases
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

setup-run:
	@scripts/setup.sh run

setup-test:
	@scripts/setup.sh test

check-format:
	@.venv/bin/ruff check --quiet --output-format concise .
	@.venv/bin/ruff format --check --quiet . || { echo "ruff format: run 'make format'"; exit 1; }

check-layers:
	@.venv/bin/lint-imports --cache-dir .import_linter_cache > .import_linter_cache.log || { cat .import_linter_cache.log; exit 1; }
	@rm -f .import_linter_cache.log

check-types:
	@$(DEV) .venv/bin/mypy --no-error-summary .

check-templates:
	@.venv/bin/djlint --lint --quiet templates

check-django:
	@$(DEPLOY) $(PY) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	@$(DEPLOY) $(PY) manage.py check --deploy --fail-level WARNING

check-messages:
	@$(PY) -m scripts.compile_messages --check
