"""What waits because money was applied for: own requirements, deadlines, and a dossier whose decision took effect."""

from collections.abc import Iterator

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.models import EffectState, effects_of, rights_of
from projects.models import Dossier, DossierState, Requirement, seen_to_by
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.home.duty import HORIZON, SHOWN, Duty


def of_dossiers(user: User) -> Iterator[Duty]:
    """For whoever sees to a requirement; for the coordinator also those that are late, deadlines and what can go on."""
    yield from _requirements(user)
    if rights_of(user).coordinates:
        yield from _deadlines(user)


def _requirements(user: User) -> Iterator[Duty]:
    """The own ones that are due; for a coordinator everybody's that are late. What fills itself waits elsewhere."""
    rights = rights_of(user)
    own = seen_to_by(rights) & Q(due_on__lte=today() + HORIZON)
    late = Q(dossier__project__partnership__in=rights.coordinates, due_on__lt=today())
    rows = Requirement.objects.visible_to(user).to_see_to().filter(own | late)
    listed = rows.select_related("dossier__project__coordinator", "person", "organisation").order_by("due_on", "pk")
    for row in listed[:SHOWN]:
        who = "" if row.is_seen_to_by(rights) else f" – {row.who}"
        page = reverse("projects:requirement_detail", args=[row.pk])
        yield Duty(row.title, page, _("Voor dossier %s") % row.dossier + who, row.due_on)


def _deadlines(user: User) -> Iterator[Duty]:
    """Dossiers to submit within the horizon, and those that can be ‘go’ because their decision took effect."""
    rows = Dossier.objects.to_submit().filter(project__partnership__in=rights_of(user).coordinates)
    near = Q(by_on__lte=today() + HORIZON)
    rows = rows.filter(near | Q(state=DossierState.IDEA, decision__number__isnull=False))
    listed = list(
        rows.select_related("call", "decision__meeting").order_by(F("by_on").asc(nulls_last=True), "pk")[:SHOWN]
    )
    ideas = [row for row in listed if row.state == DossierState.IDEA and row.decision and row.decision.number]
    effects = effects_of(row.decision for row in ideas if row.decision)
    for row in listed:
        page = reverse("projects:dossier_detail", args=[row.pk])
        if row in ideas and effects[row.decision_id].state == EffectState.EFFECTIVE:
            yield Duty(_("Het besluit is in werking: het dossier kan nu ‘go’"), page, row.title, row.submit_by)
        elif row.submit_by is not None and row.submit_by <= today() + HORIZON:
            yield Duty(_("Dien het dossier in"), page, row.title, row.submit_by)
