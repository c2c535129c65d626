# Every target is done by run.py, which also runs where there is no make (Windows: py run.py site).
PYTHON ?= python3
ARGS ?=

.PHONY: site serve bundle check verify servers test coverage mutations faults sbom audit bench score lock screenshots checkers wheels
site serve bundle check verify servers test coverage mutations faults sbom audit bench score lock screenshots checkers wheels:
	@$(PYTHON) run.py $@ $(ARGS)
