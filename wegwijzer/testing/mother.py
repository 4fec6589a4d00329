"""`python -m wegwijzer.testing.mother SCRIPTS` (JSON): a process per script, as real and as separate as when started.

Starting Python and Django costs more than what a script does, so that is done once, and the scripts are forks of it;
none has a connection by then. The file `ended.PLACE` in the installation's folder says that one has ended, `ends` how.
"""

import ast
import json
import multiprocessing
import os
import sys
from multiprocessing.connection import wait
from pathlib import Path

import django


def import_for(script: str) -> None:
    """Import what this script imports."""
    imports: list[ast.stmt] = [node for node in ast.parse(script).body if isinstance(node, ast.Import | ast.ImportFrom)]
    exec(compile(ast.Module(imports, []), "<imports>", "exec"), {})


def run(script: str) -> None:
    exec(compile(script, "<script>", "exec"), {})


def main(scripts: list[str]) -> None:
    django.setup()
    from django.db import connection

    for script in scripts:
        import_for(script)
    assert connection.connection is None, "what is imported makes a connection, and processes would share it"
    fork, folder = multiprocessing.get_context("fork"), Path(os.environ["DATA_DIR"])
    children = [fork.Process(target=run, args=(script,)) for script in scripts]
    for child in children:
        child.start()
    running: dict[object, int] = {child.sentinel: place for place, child in enumerate(children)}
    while running:
        for sentinel in wait([children[place].sentinel for place in running.values()]):
            (folder / f"ended.{running.pop(sentinel)}").touch()
    for child in children:
        child.join()
    (folder / "ends").write_text(json.dumps([child.exitcode for child in children]))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
