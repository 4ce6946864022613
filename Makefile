# What CI runs, by hand: `make check`.
.PHONY: check format lint types contracts test slow bench locale screen

PYTHON ?= python
export PYTHONDONTWRITEBYTECODE =

check: format lint types contracts test

format:
	$(PYTHON) -m ruff format --check src tests benchmarks docs

lint:
	$(PYTHON) -m ruff check src tests benchmarks docs

types:
	$(PYTHON) -m mypy

contracts:
	lint-imports

test:
	$(PYTHON) -m pytest -n 2

# What is too long for every run: round trips of ten thousand papers.
slow:
	$(PYTHON) -m pytest --slow -m slow

bench:
	for script in benchmarks/bench_*.py; do $(PYTHON) $$script || exit 1; done

# Compile the translations; prints a stub for each sentence that has none yet.
locale:
	$(PYTHON) src/paperstudy/locale/build.py

# Draw the pictures of the README anew.
screen:
	$(PYTHON) docs/make_screen.py
	$(PYTHON) docs/make_screens.py
