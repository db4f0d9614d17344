# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test test-all lint bench clean

demo: $(VENV)/koen
	$(BIN)/yongeo translate examples/article.txt -g examples/glossary.yaml --show-pins

test: $(VENV)/test
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	$(BIN)/python -m pytest -m "not slow"

# the slow tests, and those of fine-tuning and Ray
test-all: $(VENV)/all
	$(BIN)/python -m pytest

lint: $(VENV)/test
	$(BIN)/ruff check --fix . && $(BIN)/ruff format . && $(BIN)/mypy

bench: $(VENV)/test
	$(BIN)/python -m tests.bench

$(VENV)/koen: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[koen]'
	touch $@

$(VENV)/test: $(VENV)/koen
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[koen,test]'
	touch $@

$(VENV)/all: $(VENV)/test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[koen,test,train,ray]'
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info
