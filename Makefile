# Two commands do everything on a machine that has python3 (with venv) and make:
#   make demo   convert the fixture sites into all three formats
#   make test   run the tests
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DEMO   := demo-output
SITE   := fixtures/sites/saenal-news

DOCUMENTS := 2000
SEED      := jekyll

.PHONY: demo test lint types check properties properties-dialects differential growth clean differential-jekyll wordpress look

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(VENV)/.installed
	@for target in markdown json wordpress; do \
	  echo "== $$target"; \
	  $(BIN)/jekyll-migrator convert $(SITE) --to $$target --output $(DEMO)/$$target || test $$? -eq 1 || exit; \
	done
	@echo
	@echo "Look at   $(DEMO)/markdown/    Markdown with front matter and images"
	@echo "          $(DEMO)/json/        documents.jsonl and site.json"
	@echo "          $(DEMO)/wordpress/   a WXR file for WordPress's importer"
	@echo "          report.html in each: what became of every document"
	@echo
	@echo "Your own site:"
	@echo "  $(BIN)/jekyll-migrator convert path/to/site --to markdown --output path/to/new-folder"

test: $(VENV)/.installed
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed
	$(BIN)/mypy

# Needs real Jekyll; says so and does nothing where it is not installed.
differential-jekyll: $(VENV)/.installed
	$(BIN)/python -m tests.peers.differential --documents $(DOCUMENTS) --seed $(SEED)

# Random models to Markdown, read back by cmark-gfm; the second, for Hugo and Jekyll, a tenth each.
MODELS ?= 20000
PROPERTIES = HYPOTHESIS_PROFILE=$${HYPOTHESIS_PROFILE:-random} MARKDOWN_EXAMPLES=$(MODELS) \
  $(BIN)/python -m pytest -n auto tests/markdown/test_markdown_properties.py
properties: $(VENV)/.installed
	$(PROPERTIES) -k "not Hugo and not Jekyll"
properties-dialects: $(VENV)/.installed
	$(PROPERTIES) -k "Hugo or Jekyll"

# 20,000 documents that hypothesis builds, ours and real kramdown's, of 20 seeds from this on.
FIRST_SEED := 1
differential: $(VENV)/.installed
	$(BIN)/python -m tests.kramdown.differential --documents 20000 --seed $(FIRST_SEED) --shorten

# All hostile patterns up to a megabyte (HTML alone up to 200 KB), or up to where a run takes
# SECONDS; takes some minutes.
SECONDS := inf
growth: $(VENV)/.installed
	GROWTH_SIZE=1000000 GROWTH_SECONDS=$(SECONDS) $(BIN)/python -m pytest -n 2 \
	  --durations=10 tests/kramdown/test_growth.py
	GROWTH_SIZE=200000 GROWTH_SECONDS=$(SECONDS) $(BIN)/python -m pytest -n 2 \
	  tests/html/test_growth.py

check: lint types test

# Imports the fixture sites into real WordPresses, by their importer and by WP-CLI, and asks their
# block editors; installs packages of Debian's and npm's.
wordpress: $(VENV)/.installed
	tests/peers/wordpress/install .wordpress
	$(BIN)/python -m pytest -n auto tests/wordpress/test_real_*.py -rs

# Pictures of a post of each kind in a real WordPress, each beside real Jekyll's, to look at.
look: $(VENV)/.installed
	tests/peers/wordpress/install .wordpress
	$(BIN)/python -m tests.peers.wordpress.look look-output

clean:
	rm -rf $(VENV) .wordpress look-output $(DEMO) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
