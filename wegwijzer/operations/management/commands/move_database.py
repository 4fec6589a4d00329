"""`manage.py move_database URL`: takes all rows to another database, from SQLite to PostgreSQL or back."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wegwijzer.operations.move import move
from wegwijzer.operations.problems import Refusal


class Command(BaseCommand):
    help = "Brengt alle gegevens naar een andere, lege database en vergelijkt ze. Deze database blijft zoals ze is."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("url", help="bijvoorbeeld postgres://gebruiker:wachtwoord@host:5432/wegwijzer")

    def handle(self, *args: Any, url: str, **options: Any) -> None:
        try:
            move(url, self.stdout.write)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            "Alle tabellen zijn gelijk. Geef nu DATABASE_URL met dat adres en start de toepassing opnieuw."
        )
