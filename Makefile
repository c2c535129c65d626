# Every target is done by run.py, which also runs where there is no make (Windows: py run.py site).
PYTHON ?= python3
ARGS ?=

.PHONY: site serve bundle check test bench score lock
site serve bundle check test bench score lock:
	@$(PYTHON) run.py $@ $(ARGS)
