"""Reports to the funder: put on the list, corrected, taken off, submitted; and questions that a dossier puts."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions import question as questions
from governance.actions.periods import refuse_future, refuse_order
from governance.models import Question
from projects.models import Dossier, DossierQuestion, ReportingDeadline
from projects.models.plan_content import canonical, checksum_of
from projects.models.reporting_content import content_of_report
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write

ADDED = "projects.reporting.added"
CHANGED = "projects.reporting.changed"
REMOVED = "projects.reporting.removed"
SUBMITTED = "projects.reporting.submitted"
ASKED = "projects.dossier.question_asked"


@transaction.atomic
def add(dossier: Dossier, *, by: User, **values: Any) -> ReportingDeadline:
    """One more report that is expected. Raises Refused for a double and for days in the wrong order."""
    hold(dossier)
    report = ReportingDeadline(dossier=dossier, **values)
    _refuse(report)
    report.save(force_insert=True)
    record(ADDED, report, by=by, scope=report.partnership.organisation, changes=values)
    return report


@transaction.atomic
def change(report: ReportingDeadline, *, by: User, version: int, **values: Any) -> Mapping[str, Any]:
    """Correct it, or write in it. Raises Refused as `add` does and for what was submitted, Stale."""
    hold(report.dossier)
    _refuse_submitted(report)
    now = {name: getattr(report, name) for name in ("kind", "due_on", "from_on", "until_on")} | values
    _refuse(ReportingDeadline(pk=report.pk, dossier=report.dossier, **now))
    report.version = version
    changes = write(report, **values)
    if changes:
        record(CHANGED, report, by=by, scope=report.partnership.organisation, changes=changes)
    return changes


@transaction.atomic
def remove(report: ReportingDeadline, *, by: User, version: int) -> None:
    """Take it off the list. Raises Refused for what was submitted, Stale."""
    hold(report.dossier)
    _refuse_submitted(report)
    key = report.pk
    if not ReportingDeadline.objects.filter(pk=key, version=version, submitted_on__isnull=True).delete()[0]:
        raise Stale(ReportingDeadline.objects.filter(pk=key).first())
    scope, title = report.partnership.organisation, str(report)
    record(REMOVED, report.dossier, by=by, scope=scope, changes={"reportings": (title, "")})


@transaction.atomic
def submit(report: ReportingDeadline, *, by: User, version: int, submitted_on: dt.date) -> None:
    """Freeze what it says, with its checksum: later figures show as different, and change nothing in it.

    Raises Refused when it was submitted already or on a day to come, and before its period began; Stale.
    """
    hold(report.dossier)
    _refuse_submitted(report)
    refuse_future(submitted_on, "submitted_on")
    if any(day and submitted_on < day for day in (report.from_on, report.dossier.from_on)):
        raise Refused(_("De periode van dit verslag was toen nog niet begonnen."), field="submitted_on")
    text = canonical(content_of_report(report))
    report.version = version
    write(report, submitted_on=submitted_on, submitted_by=by, content=text, checksum=checksum_of(text))
    changes = {"submitted_on": submitted_on, "checksum": report.checksum}
    record(SUBMITTED, report, by=by, scope=report.partnership.organisation, changes=changes)


@transaction.atomic
def ask(dossier: Dossier, *, by: User, **values: Any) -> Question:
    """Put a question to the funder about this dossier: a question of the partnership, tied to it. Raises Refused."""
    hold(dossier)
    question = questions.ask(dossier.partnership, by=by, body=None, **values)
    _tie, is_new = DossierQuestion.objects.get_or_create(question=question, defaults={"dossier": dossier})
    if is_new:
        scope = dossier.partnership.organisation
        record(ASKED, dossier, by=by, scope=scope, changes={"funder_questions": ("", question)})
    return question


def _refuse_submitted(report: ReportingDeadline) -> None:
    report.refresh_from_db(fields=["submitted_on"])
    if report.is_submitted:
        raise Refused(_("Dit verslag is ingediend. Wat erin staat, ligt vast."))


def _refuse(report: ReportingDeadline) -> None:
    refuse_order(report.from_on, report.until_on)
    same = ReportingDeadline.objects.filter(dossier=report.dossier, kind=report.kind, due_on=report.due_on)
    if same.exclude(pk=report.pk).exists():
        raise Refused(_("Dit verslag staat er al, met dezelfde dag."), field="due_on")
