"""`python -m wegwijzer.tests.faults.forker SCRIPTS` (JSON): for each line with a number a new process does that script.

Answers the id of the process, which leads a group of its own. Starting Python and Django is done once, so that killing
costs next to nothing and can be done often. A script that fails leaves `failed.ID` in the installation's folder.
"""

import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import NoReturn

import django

from wegwijzer.testing.mother import import_for, run


def main(scripts: list[str]) -> None:
    django.setup()
    from django.db import connection

    for script in scripts:
        import_for(script)
    assert connection.connection is None, "what is imported makes a connection, and processes would share it"
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            do(scripts[int(line)])
        os.setpgid(pid, pid)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def do(script: str) -> NoReturn:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        run(script)
    except BaseException:
        traceback.print_exc()
        (Path(os.environ["DATA_DIR"]) / f"failed.{os.getpid()}").touch()
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
