"""`manage.py report KIND REF --out FILE`: the same document as on the screen, for the operator and for scripts."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wegwijzer.reports.registry import UnknownReport, kind_named, kinds
from wegwijzer.reports.render import RenderFailed, render
from wegwijzer.storage.refusals import why


class Command(BaseCommand):
    help = "Maakt een verslag als PDF (of zip) en schrijft het naar een bestand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", metavar="KIND", help=f"soort verslag: {', '.join(sorted(kinds))}")
        parser.add_argument("ref", metavar="REF", help="waarover: het nummer of de verwijzing")
        parser.add_argument("--out", required=True, metavar="FILE", type=Path, help="het bestand dat wordt geschreven")

    def handle(self, *args: Any, kind: str, ref: str, out: Path, **options: Any) -> None:
        """Exit code 1 and a Dutch sentence for an unknown kind or reference, or a document that can not be made."""
        try:
            rendered = render(kind_named(kind).build(ref))
        except UnknownReport as unknown:
            raise CommandError(str(unknown)) from unknown
        except RenderFailed as failed:
            raise CommandError(f"{failed.message}\n{failed.detail}") from failed
        part = out.with_name(f".{out.name}.part")
        try:
            part.write_bytes(rendered.content)
            part.replace(out)
        except OSError as error:
            raise CommandError(f"Kan {out} niet schrijven: {why(error)}.") from error
        self.stdout.write(f"{out}: {rendered.pages} blz., {len(rendered.content)} bytes")
