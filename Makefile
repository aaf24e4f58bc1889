# The two commands that everything starts from: `make chat` and `make test`.

SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
SYNAPSE_VENV := .venv-synapse
JS_SDK := tests/js_sdk/node_modules
CLIENT := demo/web/dist
# Chromium for the tests; another one is used, and none installed, with CHROMIUM=/usr/bin/chromium.
BROWSER := $(if $(CHROMIUM),,demo/browser/chromium)
BIN := $(VENV)/bin
PIP_COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --strip-extras \
	--allow-unsafe --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.PHONY: help chat demo demo-screenshot install test torture lint audit image image-test constraints lock clean

help: ## Show what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 18

chat: install ## Talk to the assistant in the terminal
	@$(BIN)/wegwijzer chat

demo: $(VENV)/.ready-dev $(SYNAPSE_VENV)/.ready $(CLIENT)/index.html install ## Show the assistant in a Matrix client in your browser
	@$(BIN)/python -m demo

demo-screenshot: $(VENV)/.ready-dev $(SYNAPSE_VENV)/.ready $(CLIENT)/index.html $(BROWSER:=/.ready) install ## Make the picture of it for the documentation
	@$(BIN)/python -m demo.screenshot docs/images/demo.png

install: $(VENV)/.ready ## Set up: environment, packages, language model
	@$(BIN)/wegwijzer install

test: $(VENV)/.ready-dev $(SYNAPSE_VENV)/.ready $(JS_SDK)/.ready $(CLIENT)/index.html $(BROWSER:=/.ready) install lint ## Check types and style, run all tests
	@$(BIN)/python -m pytest -n 2 --dist loadfile

torture: $(VENV)/.ready-dev $(SYNAPSE_VENV)/.ready ## Kill, cut off, fill up and feed nonsense for an hour, and see that nothing is lost
	@$(BIN)/python -m tests.torture
	@$(BIN)/python -m pytest tests/bot/channels/matrix/torture.py --durations=0
	@$(BIN)/python -m pytest tests/bot/channels/telegram/torture.py
	@$(BIN)/python -m pytest tests/knowledge/torture.py
	@$(BIN)/python -m tests.torture.failover
	@$(BIN)/python -m tests.failures --minutes 10
	@$(BIN)/python -m tests.fuzzing --seconds 20

lint: $(VENV)/.ready-dev ## Check types and style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/hadolint Dockerfile
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec compose.yaml

audit: $(VENV)/.ready-dev ## Check what it is made of: locks, licences, known vulnerabilities, secrets
	@$(BIN)/python -m pip check
	@$(BIN)/python -m supply_chain

image: ## Build the container image, with docker or buildah
	@container/build

image-test: ## Build it twice and run it confined; as root, with buildah and debootstrap
	@container/verify

constraints: $(VENV)/.ready-dev ## Write down the package versions that are installed now
	@{ echo "# Every package at the version that was tested. Made by \`make constraints\`."; \
		$(BIN)/python -m pip freeze --exclude-editable | sed 's/+cpu$$//'; } > constraints.txt

lock: $(VENV)/.ready-dev ## Write down the packages of the container image with their hashes
	@$(PIP_COMPILE) --extra telemetry --constraint constraints.txt --output-file container/requirements.lock pyproject.toml
	@$(PIP_COMPILE) --output-file container/build-requirements.lock container/build-requirements.in

clean: ## Remove what was set up here
	rm -rf $(VENV) $(SYNAPSE_VENV) $(JS_SDK) demo/web/node_modules $(CLIENT) demo/browser/node_modules demo/browser/chromium

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 of nieuwer is nodig. Installeer het met: sudo apt install python3" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "python3-venv ontbreekt. Installeer het met: sudo apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Pakketten installeren (eenmalig, een paar minuten) ..."
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on -q -c constraints.txt -e .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	@echo "Pakketten voor de tests installeren ..."
	@$(BIN)/python -m pip install --disable-pip-version-check -q -c constraints.txt -e '.[dev]'
	@touch $@

$(SYNAPSE_VENV)/.ready: tests/synapse/requirements.txt
	@echo "Synapse installeren, voor de tests (eenmalig) ..."
	@$(PYTHON) -m venv $(SYNAPSE_VENV)
	@$(SYNAPSE_VENV)/bin/python -m pip install --disable-pip-version-check -q -r tests/synapse/requirements.txt
	@touch $@

$(JS_SDK)/.ready: tests/js_sdk/package-lock.json | $(VENV)/.ready-dev
	@echo "matrix-js-sdk installeren, voor de tests (eenmalig) ..."
	@$(BIN)/npm ci --prefix tests/js_sdk --loglevel error
	@touch $@

$(CLIENT)/index.html: demo/web/package-lock.json $(wildcard demo/web/*.*) | $(VENV)/.ready-dev
	@echo "Matrix-client voor de demonstratie maken (eenmalig) ..."
	@$(BIN)/npm ci --prefix demo/web --loglevel error
	@$(BIN)/node demo/web/node_modules/vite/bin/vite.js build demo/web --logLevel error

demo/browser/chromium/.ready: demo/browser/package-lock.json demo/browser/unpack.js | $(VENV)/.ready-dev
	@echo "Chromium installeren, voor de tests (eenmalig) ..."
	@$(BIN)/npm ci --prefix demo/browser --loglevel error
	@$(BIN)/node demo/browser/unpack.js
	@touch $@
