"""A PostgreSQL server that a test may stop as it likes: its own programs, in a folder of its own, on the loopback."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def programs() -> Path | None:
    """Where the programs of the newest PostgreSQL of this machine are; None where they can not be used."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: int(place.parent.name))
    on_path = shutil.which("initdb")
    if on_path:
        found.insert(0, Path(on_path).resolve().parent)
    return found[-1] if found and (os.getuid() or _its_user()) else None


def _its_user() -> dict[str, Any]:
    """It refuses to run as root; then its own user does (arguments of `subprocess.run`)."""
    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


class PostgresServer:
    """As it comes, so that what it said to have kept is on the disk; whoever connects needs a password."""

    def __init__(self, folder: Path, place: Path) -> None:
        self.folder, self.place = folder, place
        self.user = _its_user() if os.getuid() == 0 else {}
        self.password = secrets.token_hex(16)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.url = f"postgres://postgres:{self.password}@127.0.0.1:{self.port}/postgres"
        secret = folder / "password"
        secret.touch(0o600)
        secret.write_text(self.password)
        if self.user:
            for path in (folder, secret):
                os.chown(path, self.user["user"], self.user["group"])
        self._run("initdb", "-U", "postgres", "-A", "scram-sha-256", f"--pwfile={secret}", "-E", "UTF8")
        self.control("start")

    def control(self, verb: str, *options: str) -> None:
        """`pg_ctl`: start, or stop and restart with `-m immediate` (as a crash) or `-m fast`; waits for its end."""
        set_up = f"-c port={self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", set_up, *options, verb)

    def fill(self, url: str) -> None:
        """Copy the database of that address."""
        psql: list[str | Path] = [self.place / "psql", "-q", "-v", "ON_ERROR_STOP=1", "-o", os.devnull]
        with subprocess.Popen([self.place / "pg_dump", "-O"], env=_environment(url), stdout=subprocess.PIPE) as dump:
            subprocess.run(psql, env=_environment(self.url), stdin=dump.stdout, check=True)
        assert dump.returncode == 0

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.place / program), "-D", str(self.folder / "cluster"), *arguments]
        done = subprocess.run(  # its server keeps the output that it is given, so that is a file
            command,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self.user,
        )
        assert done.returncode == 0, f"{program}: {done.returncode}"


def _environment(url: str) -> dict[str, str]:
    """What tells PostgreSQL's own programs where to connect; nothing of it stands on a command line."""
    parts = urlsplit(url)
    told = {
        "PGHOST": parts.hostname or "",
        "PGPORT": str(parts.port or ""),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": parts.path.removeprefix("/"),
    }
    return {name: value for name, value in (os.environ | told).items() if value}


@contextmanager
def postgres_server() -> Iterator[PostgresServer | None]:
    """One that is gone afterwards; None where there are no programs for it."""
    place = programs()
    if place is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        server = PostgresServer(folder, place)
        try:
            yield server
        finally:
            server.control("stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder)
