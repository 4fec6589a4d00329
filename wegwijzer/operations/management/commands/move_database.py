"""`manage.py move_database URL`: takes all rows to another database, from SQLite to PostgreSQL or back."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from wegwijzer.operations.move import move
from wegwijzer.operations.problems import in_one_sentence

ADDRESS = "MOVE_TO_DATABASE_URL"  # a password on the command line is seen by everybody on the machine


class Command(BaseCommand):
    help = "Brengt alle gegevens naar een andere, lege database en vergelijkt ze. Deze database blijft zoals ze is."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "url",
            nargs="?",
            default=os.environ.get(ADDRESS, ""),
            help=f"bijvoorbeeld postgres://gebruiker:wachtwoord@host:5432/wegwijzer; zonder: {ADDRESS} uit de omgeving",
        )

    def handle(self, *args: Any, url: str, **options: Any) -> None:
        if not url:
            raise CommandError(_("Geef het adres van de andere database, of zet het in %s.") % ADDRESS)
        with in_one_sentence():
            move(url, self.stdout.write)
        self.stdout.write(
            "Alle tabellen zijn gelijk. Geef nu DATABASE_URL met dat adres en start de toepassing opnieuw."
        )
