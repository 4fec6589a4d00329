"""`manage.py serve`: the whole installation with one command - web server and background jobs."""

import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.db import OperationalError, connections

from wegwijzer.home import static_files
from wegwijzer.home.processes import Runner
from wegwijzer.jobs.parent import end_with_parent
from wegwijzer.storage.refusals import why

DEMO_CASE = "wegwijzer"


class Command(BaseCommand):
    help = "Brings the database up to date and serves on HOST:PORT with background jobs, until Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        if "MAKELEVEL" in os.environ:  # `make run` that is killed takes us along
            end_with_parent(os.getppid())
        host, port = settings.HOST, settings.PORT
        _demand_free(host, port)
        self._prepare()
        connections.close_all()
        sys.exit(Runner(_commands(host, port), settings.BASE_DIR).run(started=lambda: self._greeted(host, port)))

    def _prepare(self) -> None:
        self._say("Database bijwerken …")
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except OperationalError as error:
            said = str(error).strip().splitlines()[0]
            raise CommandError(f"De database van DATABASE_URL antwoordt niet: {said}") from error
        self._say("Bestanden voor de pagina's klaarzetten …")
        static_files.collect()
        if settings.DEMO and "load_case" in get_commands() and not get_user_model()._default_manager.exists():
            self._say("Voorbeeld laden …")
            call_command("load_case", DEMO_CASE, verbosity=0)

    def _greeted(self, host: str, port: int) -> bool:
        """Whether the server answers; says so the first time."""
        address = _reachable(host)
        try:
            socket.create_connection((address, port), timeout=0.5).close()
        except OSError:
            return False
        shown = f"[{address}]" if ":" in address else address
        self._say(f"\nWegwijzer staat klaar op http://{shown}:{port}/ (stoppen met Ctrl-C)")
        if settings.DEMO:
            self._say_accounts()
        return True

    def _say_accounts(self) -> None:
        users = get_user_model()._default_manager.order_by("pk").values_list("email", flat=True)
        if users:
            self._say(f"Aanmelden met wachtwoord {settings.DEMO_PASSWORD} als:")
        for email in users:
            self._say(f"  {email}")
        connections.close_all()

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _demand_free(host: str, port: int) -> None:
    """Say at once, in words, what the server would say after five tries."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Op {host} kan poort {port} niet gebruikt worden ({why(error)}). Kies een andere: PORT=8001."
            ) from error


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104


def _commands(host: str, port: int) -> dict[str, list[str]]:
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    web = [sys.executable, "-m", "gunicorn", "wegwijzer.wsgi:application", "--bind", bind]
    web += ["--workers", "2", "--threads", "4", "--worker-class", "gthread", "--log-level", "warning"]
    web += ["--graceful-timeout", "20", "--no-control-socket"]
    pdf = [*_worker("pdf"), "--concurrency", str(settings.REPORT_PROCESSES), "--prefetch-multiplier", "1"]
    return {"web": web, "jobs": _worker("jobs"), "pdf": pdf}


def _worker(queue: str) -> list[str]:
    # The worker speaks JSON only, which is what its warning about root is about.
    worker = [sys.executable, "-W", "ignore:You're running the worker", "-m", "celery", "-q", "-A", "wegwijzer"]
    worker += ["worker", "--loglevel", "warning", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    return [*worker, "--queues", queue, "--hostname", f"{queue}@%h"]
