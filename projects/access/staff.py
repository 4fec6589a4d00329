"""The gates for staff, collaborations and give and take, and what of them may be chosen or shown."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from governance.models import Partnership, Theme, rights_of
from projects.access.lists import choices_around
from projects.access.rules import Can, can, row_for
from projects.models import (
    Collaboration,
    CollaborationEvaluation,
    CostKind,
    Dossier,
    ExpertiseExchange,
    Project,
    StaffAllocation,
    WorkForm,
)
from wegwijzer.accounts.models import Organisation, User


def staff_allocation_for(user: User, pk: int, need: Can | None = None) -> StaffAllocation:
    rows = StaffAllocation.objects.visible_to(user)
    rows = rows.select_related("dossier__project__partnership__organisation", "organisation", "person")
    return row_for(user, rows, pk, need)


def work_form_for(user: User, pk: int, need: Can | None = None) -> WorkForm:
    rows = WorkForm.objects.visible_to(user).select_related("partnership__organisation")
    return row_for(user, rows, pk, need)


def collaboration_for(user: User, pk: int, need: Can | None = None) -> Collaboration:
    rows = Collaboration.objects.visible_to(user).select_related(
        "project__partnership__organisation", "dossier", "lead", "partner", "form", "theme"
    )
    return row_for(user, rows, pk, need)


def collaboration_evaluation_for(user: User, pk: int, need: Can | None = None) -> CollaborationEvaluation:
    rows = CollaborationEvaluation.objects.visible_to(user).select_related(
        "collaboration__project__partnership__organisation", "organisation", "written_by"
    )
    return row_for(user, rows, pk, need)


def expertise_exchange_for(user: User, pk: int, need: Can | None = None) -> ExpertiseExchange:
    rows = ExpertiseExchange.objects.visible_to(user).select_related(
        "partnership__organisation", "giver", "receiver", "form", "collaboration"
    )
    return row_for(user, rows, pk, need)


# --- lists


def staff_kinds_of(partnership: Partnership) -> "QuerySet[CostKind]":
    """The kinds of cost that are for staff."""
    return CostKind.objects.filter(partnership=partnership, is_staff=True)


def collaborations_for(user: User) -> "QuerySet[Collaboration]":
    rows = Collaboration.objects.visible_to(user).select_related("lead", "partner", "form", "dossier", "project")
    return rows.prefetch_related("evaluations")


def lessons_for(user: User) -> "QuerySet[CollaborationEvaluation]":
    """What was learned, with all that a row of the register says."""
    return CollaborationEvaluation.objects.visible_to(user).select_related(
        "organisation",
        "collaboration__form",
        "collaboration__theme",
        "collaboration__lead",
        "collaboration__partner",
        "collaboration__project",
    )


def exchanges_of(partnership: Partnership) -> "QuerySet[ExpertiseExchange]":
    """Of a partnership that came through its gate."""
    rows = ExpertiseExchange.objects.filter(partnership=partnership)
    return rows.select_related("giver", "receiver", "form", "collaboration")


def own_boards(user: User, partnership: Partnership) -> frozenset[int] | None:
    """The organisations that this login may note an exchange for; None when it may for every one."""
    rights = rights_of(user)
    if partnership.pk in rights.coordinates:
        return None
    return rights.speaks_for.get(partnership.pk, frozenset())


def exchange_choices(user: User, partnership: Partnership) -> dict[str, Any]:
    """Which organisations and collaborations can be chosen in the ledger of this partnership, members in pairs."""
    organisations = choices_around(user, partnership)["organisations"]
    collaborations = Collaboration.objects.filter(project__partnership=partnership).order_by("-from_on", "-pk")
    own = own_boards(user, partnership)
    if own is not None:
        collaborations = collaborations.filter(Q(lead__in=own) | Q(partner__in=own))
    return {"organisations": organisations.in_order(), "collaborations": collaborations, "own": own}


def may_evaluate_for(user: User, collaboration: Collaboration, written: Iterable[int]) -> list[Organisation]:
    """Those of the two for which this login may still evaluate; `written` are the keys of who did so already."""
    both = [collaboration.lead, collaboration.partner]
    left = [row for row in both if row.pk not in set(written)]
    if can(user, Can.EDIT_DOSSIER, collaboration):
        return left
    own = rights_of(user).speaks_for.get(collaboration.partnership.pk, frozenset())
    return [row for row in left if row.pk in own]


def work_forms_with_use(partnership: Partnership) -> "QuerySet[WorkForm]":
    """Each with `used`: how many collaborations and exchanges speak of it."""
    uses = [_count(model, "form") for model in (Collaboration, ExpertiseExchange)]
    return WorkForm.objects.filter(partnership=partnership).annotate(used=uses[0] + uses[1])


def _count(model: Any, name: str) -> Any:
    """How many rows of `model` point at a row, without joining them all."""
    rows = model.objects.filter(**{name: OuterRef("pk")}).order_by().values(name).annotate(number=Count("pk"))
    return Coalesce(Subquery(rows.values("number")), 0)


def collaboration_choices(user: User, project: Project) -> "dict[str, QuerySet[Any]]":
    """What can be chosen for a collaboration of a project that came through its gate, by the names of its fields."""
    organisations = choices_around(user, project.partnership)["organisations"].in_order()
    return {
        "lead": organisations,
        "partner": organisations,
        "theme": Theme.objects.filter(partnership=project.partnership),
        "dossier": Dossier.objects.visible_to(user).filter(project=project),
    }


def hours_of(collaboration: Collaboration) -> Decimal | None:
    """The hours of expertise that were noted for it; None when there are none."""
    total: Decimal | None = collaboration.exchanges.aggregate(hours=Sum("hours"))["hours"]
    return total


def lesson_words(user: User) -> dict[str, Any]:
    """What the lessons of this user are about: names of forms, themes and organisations, in order; three queries."""
    rows = CollaborationEvaluation.objects.visible_to(user).order_by()
    return {
        "forms_known": rows.values_list("collaboration__form__name", flat=True)
        .distinct()
        .order_by("collaboration__form__name"),
        "themes": rows.filter(collaboration__theme__isnull=False)
        .values_list("collaboration__theme__name", flat=True)
        .distinct()
        .order_by("collaboration__theme__name"),
        "organisations": dict(
            rows.values_list("organisation", "organisation__name").distinct().order_by("organisation__name")
        ),
    }
