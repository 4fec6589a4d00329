"""What waits because a project promised it to newcomers: deliverables that are late, or near, or to be looked at."""

from collections.abc import Iterator

from django.db.models import Count, F, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.models import rights_of
from onboarding.access.indicators import missing_figures
from onboarding.models import Deliverable, DeliverableState
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.home.duty import HORIZON, SHOWN, Duty


def of_onboarding(user: User) -> Iterator[Duty]:
    """One by one for who speaks for an organisation; for the coordinator one line per project, as there may be many."""
    rights = rights_of(user)
    if rights.speaks_for:
        yield from _own(user)
        yield from _figures(user)
    if rights.coordinates:
        yield from _of_all(user)


def _own(user: User) -> Iterator[Duty]:
    own = {key for keys in rights_of(user).speaks_for.values() for key in keys}
    rows = Deliverable.objects.to_see_to_by(user).filter(organisation__in=own, due_on__lte=today() + HORIZON)
    rows = rows.to_deliver().select_related("type__project", "organisation").order_by("due_on", "pk")
    for row in rows[:SHOWN]:
        page = reverse("onboarding:deliverable_detail", args=[row.pk])
        yield Duty(_("Lever op: %s") % row.type, page, f"{row.organisation} – {row.type.project}", row.due_on)


def _figures(user: User) -> Iterator[Duty]:
    """Per municipality the figures of last year that are asked and not there."""
    for one in missing_figures(user)[:SHOWN]:
        page = reverse("onboarding:indicator_list", args=[one.partnership.pk])
        words = ngettext(
            "Vul %(number)s cijfer van %(year)s in", "Vul %(number)s cijfers van %(year)s in", len(one.indicators)
        )
        said = words % {"number": len(one.indicators), "year": one.year}
        yield Duty(said, page, f"{one.name} – {one.partnership}", one.due_on)


def _of_all(user: User) -> Iterator[Duty]:
    in_review = Q(state=DeliverableState.IN_REVIEW)
    late = ~in_review & Q(due_on__lt=today())  # handed in, it waits for the coordinator
    rows = Deliverable.objects.expected().filter(type__project__partnership__in=rights_of(user).coordinates).order_by()
    counted = rows.values(key=F("type__project"), name=F("type__project__name")).annotate(
        late=Count("pk", filter=late),
        review=Count("pk", filter=in_review),
        since=Min("due_on", filter=late),
    )
    for row in counted.order_by("name", "key")[:SHOWN]:
        page = reverse("onboarding:deliverable_matrix", args=[row["key"]])
        if row["review"]:
            words = ngettext("Kijk %s resultaat na", "Kijk %s resultaten na", row["review"]) % row["review"]
            yield Duty(words, f"{page}?stand=in_review", row["name"])
        if row["late"]:
            words = ngettext("%s resultaat is te laat", "%s resultaten zijn te laat", row["late"]) % row["late"]
            yield Duty(words, f"{page}?stand=late", row["name"], row["since"])
