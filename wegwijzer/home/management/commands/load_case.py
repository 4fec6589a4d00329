"""Loads a case that comes with the product: a real history to look around in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from governance.actions import case
from onboarding.actions import case as onboarding
from projects.actions import case as plans


class Command(BaseCommand):
    help = "Laadt een voorbeeld, bijvoorbeeld: load_case wegwijzer. Mag zo vaak als u wilt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="de naam van het voorbeeld")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        try:
            with transaction.atomic():
                partnerships = case.load(name)
                plans.load(name)
                onboarding.load(name)
        except FileNotFoundError as error:
            raise CommandError(f"Het voorbeeld ‘{name}’ bestaat niet. Kies uit: {', '.join(case.names())}.") from error
        self.stdout.write("Geladen: " + ", ".join(str(partnership) for partnership in partnerships))
