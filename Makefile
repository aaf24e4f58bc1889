# The two commands that everything starts from: `make chat` and `make test`.

SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
SYNAPSE_VENV := .venv-synapse
BIN := $(VENV)/bin

.PHONY: help chat install test torture lint constraints clean

help: ## Show what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

chat: install ## Talk to the assistant in the terminal
	@$(BIN)/wegwijzer chat

install: $(VENV)/.ready ## Set up: environment, packages, language model
	@$(BIN)/wegwijzer install

test: $(VENV)/.ready-dev $(SYNAPSE_VENV)/.ready install lint ## Check types and style, run all tests
	@$(BIN)/python -m pytest -n 2 --dist loadfile

torture: $(VENV)/.ready-dev $(SYNAPSE_VENV)/.ready ## Kill the assistant 200 times while people report, and see that nothing is lost
	@$(BIN)/python -m tests.torture
	@$(BIN)/python -m pytest tests/bot/channels/matrix/torture.py
	@$(BIN)/python -m pytest tests/bot/channels/telegram/torture.py

lint: $(VENV)/.ready-dev ## Check types and style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

constraints: $(VENV)/.ready-dev ## Write down the package versions that are installed now
	@{ echo "# Every package at the version that was tested. Made by \`make constraints\`."; \
		$(BIN)/python -m pip freeze --exclude-editable | sed 's/+cpu$$//'; } > constraints.txt

clean: ## Remove what was set up here
	rm -rf $(VENV) $(SYNAPSE_VENV)

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
