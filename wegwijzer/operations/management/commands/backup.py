"""`manage.py backup FILE`: everything of this installation in one file, while people work."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from wegwijzer.operations.backup import make
from wegwijzer.operations.problems import Refusal


class Command(BaseCommand):
    help = "Bewaart alle gegevens en documenten in één bestand, en probeert of het teruggezet kan worden."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="het bestand dat gemaakt wordt, bijvoorbeeld back-up.zip")
        parser.add_argument("--no-verify", dest="verify", action="store_false", help="niet proberen terug te zetten")

    def handle(self, *args: Any, file: Path, verify: bool, **options: Any) -> None:
        try:
            made = make(file, verify=verify, say=self.stdout.write)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Bewaard in {made.path}: {made.rows} rijen, {made.documents} bestanden, {filesizeformat(made.bytes)}"
        )
