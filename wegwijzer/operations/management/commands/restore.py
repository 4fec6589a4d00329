"""`manage.py restore FILE`: makes this installation what the back-up says."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from wegwijzer.operations.archive import Archive
from wegwijzer.operations.problems import in_one_sentence
from wegwijzer.operations.restore import restore


class Command(BaseCommand):
    help = "Zet een back-up terug in een lege installatie. Controleert alles voor er iets verandert; mailt niemand."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="het bestand dat `backup` maakte")
        parser.add_argument("--replace", action="store_true", help="vervang de gegevens die er nu staan")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        with in_one_sentence():
            restore(Archive(file), replace=replace, say=self.stdout.write)
        self.stdout.write("Teruggezet.")
