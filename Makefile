# Two commands for everybody (run, test); the rest is for those who work on it. No absolute paths: a folder's name may hold a space.

PYTHON := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help run test setup bench lint lock

help:
	@echo "make run      start Wegwijzer with the demo case on http://127.0.0.1:8000/ (PORT= and HOST= change that)"
	@echo "make test     run every test, on PostgreSQL and Redis too where they answer"
	@echo "make setup    only install what is missing"
	@echo "make bench    what each page costs (SCALE=flanders: also with 40 partnerships of 5 years)"
	@echo "make lint     style, types, imports, templates, settings"
	@echo "make lock     pin and hash what .ci/requirements.in asks for"

run: setup
	@DEMO="$${DEMO-1}" exec $(PYTHON) manage.py serve

test:
	@.ci/setup test
	@.ci/test $(ARGS)

setup:
	@.ci/setup

bench:
	@.ci/setup test
	@SCALE="$${SCALE-case}" $(PYTHON) bench/run.py

lint:
	@.ci/setup test
	@.ci/lint

lock:
	uv pip compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 .ci/requirements.in -o requirements.txt
