# Every way to work with Hội nghị. `make` alone explains them.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
# What has been set up, one empty file each: a later start looks only at their dates.
DONE := $(VENV)/done
# Programs for tests: the servers of the stack mode, a browser, and a web server in front.
TEST_PACKAGES := rabbitmq-server postgresql chromium nginx-light
# What only the long tests need: another program that writes .docx and PDF, with its type.
SOAK_PACKAGES := libreoffice-writer-nogui fonts-liberation

# make test TESTS=tests/registration JOBS=1
TESTS ?= tests
JOBS ?= 3

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

##@ Use
.PHONY: run stack setup
run: setup ## Set up and start the embedded mode with the demo, on port 8000 (HOINGHI_PORT, HOINGHI_VAR)
	@$(BIN)/hoinghi run

stack: setup stack-machine ## Set up and start RabbitMQ, PostgreSQL, all services and the gateway
	@$(BIN)/hoinghi stack

setup: $(DONE)/run $(DONE)/assets $(DONE)/fonts $(DONE)/translations ## Python packages, browser code and type, all by their locks

##@ Develop
.PHONY: test check format lock bench soak screenshots
test: develop test-machine ## All tests but the long ones, over both modes
	@$(BIN)/pytest -n $(JOBS) --dist loadscope --no-loadscope-reorder -m "not soak" $(TESTS)

check: $(DONE)/develop ## Style, format, types, import rules, translations, generated pages
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "Not formatted (make format):"; $(BIN)/ruff format --check .; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m gateway.translate check
	@$(BIN)/hoinghi reference --check

format: $(DONE)/develop ## Format the code and sort its imports
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

lock: $(DONE)/develop ## Compile all locks anew
	@deploy/setup/lock.sh $(BIN)/uv
	@npm install --package-lock-only --ignore-scripts --loglevel=error

bench: develop test-machine ## Measure what the documentation claims
	@$(BIN)/python -m bench

soak: develop test-machine ## Tests that take longer than a minute
	@deploy/setup/debian-packages.sh $(SOAK_PACKAGES)
	@# With chance, which make test does without: other data each time.
	@$(BIN)/pytest -m soak --hypothesis-profile=default $(TESTS)

screenshots: develop test-machine ## The README's pictures, taken from the running product
	@$(BIN)/python -m docs.screenshots

##@ Tidy
.PHONY: clean help
clean: ## Remove what setting up and testing made (data under var/ stays)
	@rm -rf $(VENV) node_modules gateway/static/vendor services/documents/rendering/fonts
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis hoinghi.egg-info build
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## This list
	@awk 'BEGIN { FS = ":.*## " } /^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# How things are set up.
.PHONY: develop test-machine stack-machine
develop: setup $(DONE)/develop

test-machine:
	@deploy/setup/debian-packages.sh $(TEST_PACKAGES)

# Servers named by the environment are used as they are; otherwise Debian's.
stack-machine:
	@[ -n "$$HOINGHI_GATEWAY_AMQP_URL" ] || deploy/setup/debian-packages.sh rabbitmq-server postgresql

$(BIN)/python:
	@echo "Making $(VENV)"
	@deploy/setup/virtual-environment.sh $(VENV)

$(DONE)/run: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing Python packages"
	@$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@mkdir -p $(DONE) && touch $@

$(DONE)/develop: requirements-dev.lock $(DONE)/run
	@echo "Installing development tools"
	@$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

$(DONE)/assets: package.json package-lock.json requirements-node.lock gateway/assets.py deploy/setup/browser-assets.sh | $(DONE)/run
	@echo "Bringing browser code and type"
	@deploy/setup/browser-assets.sh $(VENV)
	@touch $@

$(DONE)/fonts: services/documents/rendering/build_fonts.py $(DONE)/assets | $(DONE)/run
	@$(BIN)/python -m services.documents.rendering.build_fonts
	@touch $@

$(DONE)/translations: gateway/translations/en/LC_MESSAGES/messages.po | $(DONE)/run
	@$(BIN)/python -m gateway.translate compile
	@touch $@
