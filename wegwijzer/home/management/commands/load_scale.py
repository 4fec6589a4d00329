"""Loads invented partnerships in any number, to measure with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from governance.actions import scale
from projects.actions import scale as plans


class Command(BaseCommand):
    help = "Laadt verzonnen samenwerkingsverbanden met projecten en plannen om mee te meten. Mag zo vaak als u wilt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--partnerships", type=int, default=40, help="hoeveel samenwerkingsverbanden")
        parser.add_argument("--years", type=int, default=5, help="hoeveel jaren vergaderingen")
        parser.add_argument("--seed", type=int, default=1, help="hetzelfde getal geeft dezelfde gegevens")

    def handle(self, *args: Any, partnerships: int, years: int, seed: int, **options: Any) -> None:
        loaded = scale.load(partnerships, years, seed)
        plans.load(loaded, seed)
        self.stdout.write(f"Geladen: {len(loaded)} samenwerkingsverbanden")
