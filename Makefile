# The two commands of the README are `make app` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: app test check lint types unit bench clean

app: $(VENV)/.installed
	$(BIN)/suanli build
	$(BIN)/suanli app --port $(PORT)

test: $(VENV)/.installed-dev lint types
	$(BIN)/python -m pytest

# Everything but the slow tests: what a commit should pass.
check: $(VENV)/.installed-dev lint types unit

lint: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

unit: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -q -m "not browser and not model"

bench: $(VENV)/.installed-dev
	$(BIN)/python -m bench.quality
	$(BIN)/python -m bench.quality --unseen
	$(BIN)/python -m bench.tagger
	$(BIN)/python -m bench.speed
	$(BIN)/python -m bench.speed_pool
	$(BIN)/python -m bench.speed_passages

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet -e .
	touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet -e ".[dev]"
	touch $(VENV)/.installed $@

clean:
	rm -rf $(VENV) .suanli build *.egg-info
