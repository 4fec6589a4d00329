"""`manage.py doctor`: what is wrong with this installation, and what to do about it."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from wegwijzer.operations import checks as checks_of_the_house
from wegwijzer.operations.doctor import Level, examine

assert checks_of_the_house.__all__  # imported to have them registered


class Command(BaseCommand):
    help = "Kijkt de installatie na. Status 1 als er een fout is; een waarschuwing is geen fout."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="voor een programma: een lijst in plaats van regels")

    def handle(self, *args: Any, **options: Any) -> None:
        lines = []
        for line in examine():
            lines.append(line)
            if not options["json"]:
                self.stdout.write(f"{line.finding.level.label:12}  {line.label}: {line.finding.text}")
                if line.finding.todo:
                    self.stdout.write(f"{'':12}  → {line.finding.todo}")
        if options["json"]:
            told = [
                {"name": line.name, "level": line.finding.level, "text": line.finding.text, "todo": line.finding.todo}
                for line in lines
            ]
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        if any(line.finding.level == Level.FAULT for line in lines):
            sys.exit(1)
