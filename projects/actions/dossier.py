"""A dossier begun and corrected. How it moves on stands in `dossier_state`."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_order
from governance.models import Decision
from projects.actions import call_template
from projects.models import Dossier, Project, decisions_about
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

ADDED = "projects.dossier.added"
CHANGED = "projects.dossier.changed"


@transaction.atomic
def add(project: Project, *, by: User, **values: Any) -> Dossier:
    """A dossier starts as an idea, with on its checklist what its call asks of every application.

    Raises Refused for a title that is taken, days in the wrong order, and rows of another partnership.
    """
    hold(project)
    _refuse(Dossier(project=project), values)
    dossier = Dossier.objects.create(project=project, **values)
    record(ADDED, dossier, by=by, scope=dossier.partnership.organisation, changes=values)
    call_template.fill(dossier, by=by)
    return dossier


@transaction.atomic
def change(dossier: Dossier, *, by: User, version: int, **values: Any) -> Mapping[str, Any]:
    """Correct its data; returns what changed. Raises Refused as `add` does and for one that is over, Stale."""
    hold(dossier.project)
    if dossier.is_over:
        raise Refused(dossier.refusal("change"))
    _refuse(dossier, values)
    dossier.version = version
    changes = write(dossier, **values)
    if changes:
        record(CHANGED, dossier, by=by, scope=dossier.partnership.organisation, changes=changes)
    return changes


def _refuse(dossier: Dossier, values: Mapping[str, Any]) -> None:
    """What the rows around a dossier ask of it; the caller holds the project."""
    refuse_order(values.get("from_on"), values.get("until_on"))
    for name in ("call", "plan"):
        row = values.get(name)
        if row is not None and row.partnership_id != dossier.project.partnership_id:
            raise Refused(_("Dit hoort bij een ander samenwerkingsverband."), field=name)
    decision = values.get("decision")
    if decision is not None and decision.pk != dossier.decision_id and not _is_near(dossier, decision):
        raise Refused(
            _("Dit besluit hoort bij een ander samenwerkingsverband. Koppel het eerst aan het project."),
            field="decision",
        )
    namesakes = Dossier.objects.filter(project=dossier.project, title=values.get("title", dossier.title))
    if namesakes.exclude(pk=dossier.pk).exists():
        raise Refused(_("Dit project heeft al een dossier met deze titel."), field="title")


def _is_near(dossier: Dossier, decision: Decision) -> bool:
    """Of the own partnership, or about the project: it may have begun in another one."""
    own = decision.partnership == dossier.partnership
    return own or decisions_about(Decision.objects.filter(pk=decision.pk), dossier.project).exists()
