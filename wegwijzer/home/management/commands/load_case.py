"""Loads a case that comes with the product: a real history to look around in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.actions import case


class Command(BaseCommand):
    help = "Laadt een voorbeeld, bijvoorbeeld: load_case wegwijzer. Mag zo vaak als u wilt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="de naam van het voorbeeld")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        try:
            partnerships = case.load(name)
        except FileNotFoundError as error:
            raise CommandError(f"Het voorbeeld ‘{name}’ bestaat niet.") from error
        self.stdout.write("Geladen: " + ", ".join(str(partnership) for partnership in partnerships))
