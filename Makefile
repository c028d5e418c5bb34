# Two commands do everything on a fresh Debian or Ubuntu with Python 3.11+, make and apt:
#   make demo    set up, convert samples/ into out/, say what to open
#   make test    set up, then ruff, mypy and the tests
# More take longer: make test-consumers, make test-review, make test-thorough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Pango prints PDF; fonts for the scripts of the samples; qpdf and pdftotext check what was printed.
PRINT_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji
TEST_PACKAGES := qpdf poppler-utils
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
APT = $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get -qq

.PHONY: demo test test-consumers test-kill test-review test-thorough lint samples schema bench bench-archive bench-print office clean packages-print packages-test

demo: $(VENV)/installed packages-print
	@for sample in samples/*/; do \
	  $(BIN)/newscopy convert $${sample}source.txt -t json,newsml,docx,pdf -o out/$$(basename $$sample) || exit $$?; done
	@echo
	@echo "Open out/*/source.pdf and source.docx; source.json and source.newsml.xml are for programs."

test: $(VENV)/installed-test packages-print packages-test lint
	$(BIN)/python -m pytest -q -n auto

# Half an hour: 200 kills over 20,000 stories in each layout, and 40 of the workers of a Dask cluster.
test-kill: $(VENV)/installed-test
	NEWSCOPY_KILLS=$(or $(KILLS),200) NEWSCOPY_KILL_STORIES=$(or $(STORIES),20000) $(BIN)/python -m pytest -q tests/archive/test_killed.py

# Superdesk and newsmlg2 read our files, each in an environment of its own; make test does so where PyPI can be reached.
test-consumers: $(VENV)/installed-test
	NEWSCOPY_CONSUMERS=required $(BIN)/python -m pytest -q tests/consumers

# The review page in a real browser, the one of the system or of Debian.
test-review: $(VENV)/installed-test packages-print
	$(BIN)/python -m pip install -q -e ".[browser]"
	@which chromium chromium-browser google-chrome >/dev/null || { $(APT) update && $(APT) install -y --no-install-recommends chromium; }
	NEWSCOPY_BROWSER=required $(BIN)/python -m pytest -q tests/review

# A thousand made-up stories for each property that must hold for all.
test-thorough: $(VENV)/installed-test
	$(BIN)/python -m pytest -q -n auto --hypothesis-profile thorough tests/test_exchange.py tests/writers/test_markdown.py

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

schema: $(VENV)/installed
	$(BIN)/python -c "import json; from newscopy.model import story_schema; print(json.dumps(story_schema(), indent=2))" > schemas/story.schema.json

bench: $(VENV)/installed-bench
	$(BIN)/python benchmarks/speed.py --data $(or $(DATA),../shared/bench/news)
	$(BIN)/python benchmarks/exchange.py --data $(or $(DATA),../shared/bench/news)
	$(BIN)/python benchmarks/accuracy.py --data $(or $(DATA),../shared/bench/news)

# Ten minutes: a book of 500 pages, and whether memory stays flat over 5,000 stories.
bench-print: $(VENV)/installed-bench packages-print
	$(BIN)/python benchmarks/printing.py

# A quarter of an hour; STORIES=100000 takes an hour or two. RESULTS.md has the figures.
bench-archive: $(VENV)/installed-bench
	$(BIN)/python benchmarks/archive.py all --stories $(or $(STORIES),5000)

# LibreOffice, for the tests and benchmarks that are skipped without it: 300 MB.
office:
	$(APT) update && $(APT) install -y --no-install-recommends libreoffice-writer-nogui

clean:
	rm -rf $(VENV) .consumers out dist build

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); $(APT) update && $(APT) install -y --no-install-recommends python3-venv && $(PYTHON) -m venv $(VENV); }

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q -e .
	touch $@

$(VENV)/installed-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q -e ".[dev]"
	touch $@ $(VENV)/installed

$(VENV)/installed-bench: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q -e ".[bench]"
	touch $@ $(VENV)/installed

packages-print:
	@dpkg -s $(PRINT_PACKAGES) >/dev/null 2>&1 || { $(APT) update && $(APT) install -y --no-install-recommends $(PRINT_PACKAGES); }

packages-test:
	@dpkg -s $(TEST_PACKAGES) >/dev/null 2>&1 || { $(APT) update && $(APT) install -y --no-install-recommends $(TEST_PACKAGES); }
