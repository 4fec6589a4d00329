"""Collaborations of two organisations: agreed, corrected, taken away; and what each of both makes of it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_order
from projects.actions import work_form
from projects.models import Collaboration, CollaborationEvaluation, Project
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write

ADDED = "projects.collaboration.added"
CHANGED = "projects.collaboration.changed"
REMOVED = "projects.collaboration.removed"
EVALUATED = "projects.collaboration.evaluated"
EVALUATION_CHANGED = "projects.collaboration.evaluation_changed"


@transaction.atomic
def add(project: Project, *, by: User, form: str, **values: Any) -> Collaboration:
    """Two organisations more that work together; `form` is the name of a work form, new ones are added to the list.

    Raises Refused for an organisation with itself, days in the wrong order, and rows of another partnership or project.
    """
    hold(project)
    _refuse(project, values)
    values["form"] = work_form.obtain(project.partnership, form, by=by)
    row = Collaboration.objects.create(project=project, **values)
    record(ADDED, row, by=by, scope=row.partnership.organisation, changes=values)
    return row


@transaction.atomic
def change(row: Collaboration, *, by: User, version: int, form: str, **values: Any) -> None:
    """Correct it. Raises Refused as `add` does, and for another party where the old one evaluated already; Stale."""
    hold(row.project)
    _refuse(row.project, values)
    parties = {values["lead"].pk, values["partner"].pk}
    if row.evaluations.exclude(organisation__in=parties).exists():
        raise Refused(
            _("Deze organisatie heeft de samenwerking al geëvalueerd en blijft er dus bij staan."), field="lead"
        )
    values["form"] = work_form.obtain(row.partnership, form, by=by)
    row.version = version
    changes = write(row, **values)
    if changes:
        record(CHANGED, row, by=by, scope=row.partnership.organisation, changes=changes)


@transaction.atomic
def remove(row: Collaboration, *, by: User, version: int) -> None:
    """Take away what should not have been there; history tells it of the project.

    Raises Refused for one that somebody learned from or noted hours for, Stale.
    """
    project, name = row.project, str(row)
    hold(project)
    if not Collaboration.objects.filter(pk=row.pk, version=version).exists():
        raise Stale(Collaboration.objects.filter(pk=row.pk).first())
    if row.evaluations.exists() or row.exchanges.exists():
        raise Refused(
            _("Er hangen al evaluaties of uren aan. Zet een laatste dag en een reden in plaats van te schrappen.")
        )
    row.delete()
    record(REMOVED, project, by=by, scope=project.partnership.organisation, changes={"collaborations": ([name], [])})


@transaction.atomic
def evaluate(row: Collaboration, *, by: User, organisation: Organisation, **values: Any) -> CollaborationEvaluation:
    """Write down what one of both learned, today. Raises Refused for who is no party, or did so already."""
    hold(row)
    if organisation.pk not in row.party_keys:
        raise Refused(_("Kies een van de twee organisaties die samenwerken."), field="organisation")
    if row.evaluations.filter(organisation=organisation).exists():
        raise Refused(_("Deze organisatie heeft de samenwerking al geëvalueerd."), field="organisation")
    made = CollaborationEvaluation.objects.create(
        collaboration=row, organisation=organisation, written_on=today(), written_by=by, **values
    )
    told = values | {"organisation": organisation}
    record(EVALUATED, row, by=by, scope=row.partnership.organisation, changes=told)
    return made


@transaction.atomic
def change_evaluation(made: CollaborationEvaluation, *, by: User, version: int, **values: Any) -> None:
    """Say it otherwise; who does so wrote it last. Raises Stale."""
    made.version = version
    differs = any(getattr(made, name) != text for name, text in values.items())
    stamps = {"written_on": today(), "written_by": by} if differs else {}
    changes = write(made, **values, **stamps)
    told = {name: pair for name, pair in changes.items() if name not in stamps}
    if told:
        row = made.collaboration
        record(EVALUATION_CHANGED, row, by=by, scope=row.partnership.organisation, changes=told)


def _refuse(project: Project, values: Mapping[str, Any]) -> None:
    """What the rows around it ask; the caller holds the project."""
    if values["lead"] == values["partner"]:
        raise Refused(_("Kies twee verschillende organisaties."), field="partner")
    refuse_order(values.get("from_on"), values.get("until_on"))
    if values.get("stop_reason") and not values.get("until_on"):
        raise Refused(_("Vul de laatste dag in van wat vroeger stopte."), field="until_on")
    dossier, theme = values.get("dossier"), values.get("theme")
    if dossier is not None and dossier.project_id != project.pk:
        raise Refused(_("Kies een dossier van dit project."), field="dossier")
    if theme is not None and theme.partnership_id != project.partnership_id:
        raise Refused(_("Kies een thema van dit samenwerkingsverband."), field="theme")
