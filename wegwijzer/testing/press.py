"""A press that is warm: the process that lays out a document, forked from one that has the engine in it already.

Starting Python and the engine costs as much as laying out what a test prints. What is forked does what the child of
`wegwijzer.reports` does: walled in by the same limits, with the same environment, knowing nothing of the application.
The tests of `wegwijzer.reports` start that child itself.

Run as a script it is the press: it gets the number of a socket, and the place of the child's module.
"""

import contextlib
import fcntl
import json
import os
import runpy
import select
import socket
import subprocess
import sys
import threading
from typing import Any

MOST = 1024 * 1024  # bytes of one question
HIGH = 200  # the numbers of open files from here on are in nobody's way


def print_for(handle: int, place: str) -> None:
    """A fork per question, until nobody asks any more; answers with its number, and how it ended."""
    asked = socket.socket(fileno=handle)
    child = runpy.run_path(place, run_name="child")
    __import__("weasyprint")
    while True:
        question, files, _flags, _address = socket.recv_fds(asked, MOST, HIGH)
        if not question:
            return
        pid = os.fork()
        if pid == 0:
            asked.close()
            os._exit(_work(child, json.loads(question), files))
        for file in files:
            os.close(file)
        _lead(pid)  # before its number is known: who has it may end the whole group at once
        asked.sendall(pid.to_bytes(4, "big"))
        _pid, status = os.waitpid(pid, 0)
        asked.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, "big", signed=True))


def _lead(pid: int) -> None:
    """Have a process (0: this one) head a group of its own; it may do so itself at the same moment, or have ended."""
    with contextlib.suppress(PermissionError, ProcessLookupError):
        os.setpgid(pid, pid)


def _work(child: dict[str, Any], question: dict[str, Any], files: list[int]) -> int:
    """As the child does when it is started: at the head of a group, each file under the number that was said."""
    _lead(0)
    kept = [fcntl.fcntl(file, fcntl.F_DUPFD, HIGH) for file in files]
    for file, number in zip(kept, question["numbers"], strict=True):
        os.dup2(file, number)
        os.close(file)
    sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
    code: int = child["main"](question["seconds"], question["memory"], os.getppid(), question["words"])
    sys.stdout.flush()
    return code


class Pressed:
    """What `render` sees of a document in the making: as much of `Popen` as it asks."""

    def __init__(self, command: list[str], press: socket.socket, free: threading.Lock) -> None:
        self.args = command
        self.returncode: int | None = None
        self._press = press
        self._free = free
        self.pid = int.from_bytes(press.recv(4, socket.MSG_WAITALL), "big")

    def poll(self) -> int | None:
        return self._hear(0)

    def wait(self, timeout: float | None = None) -> int:
        if self._hear(timeout) is None:
            raise subprocess.TimeoutExpired(self.args, timeout or 0)
        assert self.returncode is not None
        return self.returncode

    def _hear(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._press], [], [], timeout)[0]:
            self.returncode = int.from_bytes(self._press.recv(4, socket.MSG_WAITALL), "big", signed=True)
            self._free.release()
        return self.returncode


class Press:
    """Stands for `subprocess` in `render`. Starts at the first document; prints one at a time, others are started."""

    TimeoutExpired = subprocess.TimeoutExpired
    PIPE, DEVNULL = subprocess.PIPE, subprocess.DEVNULL

    def __init__(self) -> None:
        self._free = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ask: socket.socket | None = None

    def Popen(self, command: list[str], **options: Any) -> "Pressed | subprocess.Popen[bytes]":
        if subprocess.PIPE in options.values() or not self._free.acquire(blocking=False):
            return subprocess.Popen(command, **options)
        ask = self._ask or self._start(command, options)
        streams = [options[name].fileno() for name in ("stdin", "stdout", "stderr")]
        numbers = list(options.get("pass_fds", ()))
        seconds, memory, _parent, *words = command[4:]
        question = {"numbers": [0, 1, 2, *numbers], "seconds": int(seconds), "memory": int(memory), "words": words}
        socket.send_fds(ask, [json.dumps(question).encode()], [*streams, *numbers])
        return Pressed(command, ask, self._free)

    def _start(self, command: list[str], options: dict[str, Any]) -> socket.socket:
        """In the same surroundings as the child that it stands for."""
        self._ask, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [*command[:3], __file__, str(theirs.fileno()), command[3]],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                cwd=options["cwd"],
                env=options["env"],
            )
        return self._ask

    def close(self) -> None:
        if self._ask is not None and self._process is not None:
            self._ask.close()
            self._process.wait()


if __name__ == "__main__":
    print_for(int(sys.argv[1]), sys.argv[2])
