# Two commands for everybody (run, test); the rest is for those who work on it.

PYTHON := .venv/bin/python

lock:
	uv pip compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 .ci/requirements.in -o requirements.txt

.PHONY: lock
