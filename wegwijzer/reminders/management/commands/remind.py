"""`manage.py remind --now ISO [--dry-run] [--json]`: one sweep of everything that is due at a moment.

Showing may be of any moment. What is carried out is noted as told at that moment, and is not told again when it comes:
at another time than that of the clock it would take reminders away from people, so that has to be asked for in words.
"""

import datetime as dt
import json
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from wegwijzer.reminders.current import Item
from wegwijzer.reminders.plan import Plan, Posting, plan
from wegwijzer.reminders.sweep import carry_out

NEAR = dt.timedelta(hours=1)  # as far as a moment may lie from the clock to be the time of now


class Command(BaseCommand):
    help = "Toont wie op een moment waaraan herinnerd wordt, en doet dat ook, behalve met --dry-run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", help="moment, bijvoorbeeld 2026-12-01T09:00 (Belgische tijd); standaard nu")
        parser.add_argument("--dry-run", action="store_true", help="alleen tonen, niets bewaren of versturen")
        parser.add_argument(
            "--as-if-it-were-then",
            action="store_true",
            help="ook uitvoeren op een ander moment dan nu; wat dan gemeld is, wordt later niet meer gemeld",
        )
        parser.add_argument("--json", action="store_true", help="als JSON, om door een programma te laten lezen")

    def handle(self, *args: Any, **options: Any) -> None:
        moment = _moment(options["now"])
        if not (options["dry_run"] or options["as_if_it_were_then"]):
            _demand_now(moment)
        made = plan(moment)
        outcome = None if options["dry_run"] else carry_out(made)
        shown = described(made) | {"dry_run": outcome is None, "mails": outcome.mails if outcome else len(made.ready)}
        if options["json"]:
            self.stdout.write(json.dumps(shown, indent=1, ensure_ascii=False))
        else:
            self._tell(made, shown)

    def _tell(self, made: Plan, shown: dict[str, Any]) -> None:
        for posting in made.postings:
            self.stdout.write(f"{posting.address}  {(posting.held and f'wacht: {posting.held}') or 'mail'}")
            for item in posting.items:
                mark = "te laat" if item.is_late else f"tegen {item.wait.due_on:%d/%m/%Y}"
                self.stdout.write(
                    f"  {item.rule.name} {item.wait.subject}  {mark}  {item.wait.title} – {item.wait.about}"
                )
        said = "Mails die zouden vertrekken" if shown["dry_run"] else "Mails gemaakt"
        self.stdout.write(f"{said}: {shown['mails']}; vervallen herinneringen: {shown['lapsed']}")


def described(made: Plan) -> dict[str, Any]:
    """The plan as plain values, in a fixed order."""
    return {
        "now": made.now.isoformat(),
        "postings": [_posting(posting) for posting in made.postings],
        "lapsed": len(made.ended),
        "broken_rules": made.broken,
    }


def _posting(posting: Posting) -> dict[str, Any]:
    said = {"to": posting.address, "name": posting.name, "sent_now": not posting.held, "held_because": posting.held}
    return said | {"items": [_item(item) for item in posting.items]}


def _item(item: Item) -> dict[str, Any]:
    return {
        "rule": item.rule.name,
        "subject": item.wait.subject,
        "occasion": item.occasion,
        "due_on": item.wait.due_on.isoformat(),
        "late": item.is_late,
        "escalated": item.is_escalated,
        "title": item.wait.title,
        "about": item.wait.about,
        "path": item.wait.path,
    }


def _demand_now(moment: dt.datetime) -> None:
    """Raises CommandError for a moment that is not about that of the clock."""
    if abs(moment - timezone.now()) > NEAR:
        raise CommandError(
            f"{timezone.localtime(moment):%d-%m-%Y %H:%M} is niet nu:"
            " wat dan gemeld wordt, wordt later niet meer gemeld."
            " Kijk met --dry-run, of voer het toch uit met --as-if-it-were-then."
        )


def _moment(given: str | None) -> dt.datetime:
    """An aware moment; a day alone means nine o'clock. Raises CommandError for what is none."""
    if given is None:
        return timezone.now()
    try:
        day = parse_date(given)
        moment = dt.datetime.combine(day, dt.time(9)) if day else parse_datetime(given)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"--now={given} is geen moment. Schrijf het als 2026-12-01T09:00 of 2026-12-01.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
