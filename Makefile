# The two commands of the README, and what developers use beside them.
# Everything is installed into .venv; the Pulumi engine, where the machine has none, into the user's cache folder.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
# Tests and bench start Python hundreds of times: without its bytecode files each compiles all of Pulumi anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo test test-long test-newest test-oldest lint schema docs recordings bench mutants verify-aws clean

setup: $(VENV)/.synced
	@$(BIN)/neptune-global engine install >/dev/null

$(VENV)/.synced: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.10 or later is needed, and $(PYTHON) is " + sys.version.split()[0] + ": make PYTHON=python3.12" if sys.version_info < (3, 10) else 0)'
	@echo "installing the packages of uv.lock into $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@$(BIN)/uv sync --quiet --frozen --all-extras --group dev
	@touch $@

demo: setup
	@$(BIN)/neptune-global local run -- $(BIN)/python examples/quickstart/demo.py

lint: setup
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy

test: setup
	@$(BIN)/python -m pytest --numprocesses 4 --dist worksteal

# Pages and error messages that are followed word by word, the guard against real updates, rehearsals of releases, the
# stand-in provider by itself, and tests that repeat another one in a second language or at another call.
test-long: setup
	@$(BIN)/python -m pytest -m long --numprocesses 4 --dist worksteal

# The tests that meet the dependencies, with the newest or the lowest versions that pyproject.toml allows. They are
# installed into .venv, where Pulumi starts the plugin of a folder; the next target restores those of uv.lock.
DEPENDENCY_TESTS := tests/unit tests/mocks tests/engine/plugin tests/engine/provider tests/engine/conformance tests/engine/local

test-newest test-oldest: test-%: setup
	@rm $(VENV)/.synced
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --upgrade --resolution $(RESOLUTION) \
		--editable '.[local,policy]' --group dev
	@$(BIN)/python -m pytest -m "" --numprocesses 4 --dist worksteal $(DEPENDENCY_TESTS)

test-newest: RESOLUTION := highest
test-oldest: RESOLUTION := lowest-direct

schema: setup
	@$(BIN)/python -m tools.write

docs: setup
	@$(BIN)/uv sync --quiet --frozen --all-extras --group dev --group docs
	@$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going --builder html docs dist/docs
	@echo "open dist/docs/index.html"

recordings: setup
	@$(BIN)/python -m tools.record

bench: setup
	@$(BIN)/python bench

# A random sample: SEED chooses another one, PART one part. AGAIN=1 runs only those that have survived.
mutants: setup
	@$(BIN)/uv sync --quiet --frozen --all-extras --group dev --group mutation
	@nice -n 10 $(BIN)/python -m tools.mutants $(if $(PART),--part $(PART)) $(if $(SEED),--seed $(SEED)) $(if $(AGAIN),--again)

verify-aws: setup
	@PATH="$$($(BIN)/neptune-global engine install 2>/dev/null | xargs dirname):$$PWD/$(BIN):$$PATH" $(BIN)/python -m tools.verify_aws

clean:
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist mutants
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
