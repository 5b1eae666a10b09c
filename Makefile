# make run                     the demo: a small made-up province, read and published
# make run SOURCE=drafts       your own drafts: a file, a folder, a zip archive
# make check                   everything the continuous integration checks
PYTHON ?= python3
BIN := .venv/bin
# The locks are complete: with --no-deps pip installs them as they stand, where older ones would resolve anew and trip
# over extras. pip compiles modules one by one: that is left to all processors at once, when everything is there.
PIP_INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-compile
# Unpacking keeps one processor busy: the two halves of a lock go in side by side.
INSTALL_LOCK = awk '/^[[:alnum:]]/ {n++} {print > (".venv/lock-" n % 2)}' $(1) && { \
	$(PIP_INSTALL) --require-hashes -r .venv/lock-0 & first=$$!; \
	$(PIP_INSTALL) --require-hashes -r .venv/lock-1; second=$$?; wait $$first && exit $$second; }
# Some packages come with templates of modules, which do not compile and need not; nor need their own tests.
COMPILE_MODULES := $(BIN)/python -m compileall -qq -j 0 -x '/tests?/' .venv/lib || true

.PHONY: setup run ocr test fuzz kills quality bench-compare lint types imports check lock clean

setup: .venv/.installed

run: setup
ifdef SOURCE
	@$(BIN)/jixiao run "$$SOURCE"
else
	@$(BIN)/jixiao demo
endif

# text recognition, for scans; its models come with it
ocr: .venv/.installed
	@$(call INSTALL_LOCK,requirements-ocr.lock)
	@$(COMPILE_MODULES)

test: .venv/.dev
	@$(BIN)/python -m pytest

# Thousands of hostile files in one batch. FUZZ="--seed 7 --count 5000 --costs"; files worth a look stay in fuzz-kept/.
fuzz: .venv/.dev
	@$(BIN)/python -m tests.fuzz $(FUZZ)

# A batch killed sixty times on its way instead of twice.
kills: .venv/.dev
	@KILLS=60 $(BIN)/python -m pytest -n0 tests/flows/test_killed.py

# precision and recall of every rule on a province with known faults, each planted three times instead of once
quality: .venv/.dev
	@PLANTED=3 $(BIN)/python -m pytest -n0 tests/expectations/rules/test_quality.py

# seconds and memory of every comparison at four sizes, and near reuse beside datasketch: some minutes
bench-compare: .venv/.dev
	@PYTHONPATH=. $(BIN)/python benchmarks/compare.py

lint: .venv/.dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: .venv/.dev
	@$(BIN)/mypy

imports: .venv/.dev
	@$(BIN)/lint-imports

check: lint types imports test

# Each stamp is newer than what it was made from, so that a second call has nothing to do.
.venv/.requirements: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12")'
	@echo "正在安装依赖（仅第一次，需要几分钟）… Installing what it needs (once, some minutes) …" >&2
	@$(PYTHON) -m venv --clear .venv
	@$(call INSTALL_LOCK,requirements.lock)
	@$(COMPILE_MODULES)
	@touch $@

.venv/.installed: .venv/.requirements pyproject.toml
	@$(PIP_INSTALL) --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.installed
	@$(call INSTALL_LOCK,requirements-dev.lock)
	@$(COMPILE_MODULES)
	@touch $@

# Needs uv. setuptools builds the project itself, which pip does without isolation: so it is pinned too.
COMPILE := printf 'setuptools>=80\n' | uv --no-config pip compile pyproject.toml - --universal --quiet \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock"
lock:
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --extra ocr --constraint requirements.lock --output-file requirements-ocr.lock
	$(COMPILE) --extra ocr --group dev --constraint requirements-ocr.lock --output-file requirements-dev.lock

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
