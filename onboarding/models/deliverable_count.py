"""Targets that count deliverables: what organisations delivered of one kind, each from its own day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from onboarding.models.deliverable import Deliverable, DeliverableState
from onboarding.models.deliverable_type import DeliverableKind
from projects.models import Counter, Objective, register_counter

Found = Mapping[int, list[tuple[Deliverable, dt.date | None]]]
# Education projects count themselves, and what is "something else" is no one thing.
COUNTED = [kind for kind in DeliverableKind if kind not in (DeliverableKind.EDUCATION, DeliverableKind.OTHER)]


def counting(kind: str) -> Callable[[Sequence[Objective]], Found]:
    """How a target counts deliverables of this kind."""
    return lambda objectives: count_deliverables(kind, objectives)


def count_deliverables(kind: str, objectives: Sequence[Objective]) -> Found:
    """Per objective (of one partnership) the deliverables of this kind, with the day on which each was delivered.

    Of a plan of a project those of that project, of any other plan all of the partnership; what does not apply is left
    out. One query.
    """
    rows = Deliverable.objects.filter(
        type__kind=kind, type__project__partnership=objectives[0].plan.partnership_id
    ).exclude(state=DeliverableState.NOT_APPLICABLE)
    found: dict[int, list[tuple[Deliverable, dt.date | None]]] = defaultdict(list)
    for row in rows.select_related("type", "organisation").order_by("organisation__name", "pk"):
        for one in objectives:
            if one.plan.project_id in (None, row.type.project_id):
                found[one.pk].append((row, row.delivered_on))
    return found


def register_deliverable_counters() -> None:
    """One way to count per kind; called once, when the application starts."""
    for kind in COUNTED:
        label = format_lazy("{}: {}", _("opgeleverd"), kind.label)
        name = f"d_{kind.value}"[:12]
        register_counter(name, Counter(label, "onboarding:deliverable_detail", counting(kind.value)))
