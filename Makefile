# What CI runs, by hand: `make check`.
.PHONY: check format lint types contracts test bench locale

PYTHON ?= python
export PYTHONDONTWRITEBYTECODE =

check: format lint types contracts test

format:
	$(PYTHON) -m ruff format --check src tests benchmarks

lint:
	$(PYTHON) -m ruff check src tests benchmarks

types:
	$(PYTHON) -m mypy

contracts:
	lint-imports

test:
	$(PYTHON) -m pytest -n 2

bench:
	for script in benchmarks/bench_*.py; do $(PYTHON) $$script || exit 1; done
