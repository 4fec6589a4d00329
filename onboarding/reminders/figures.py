"""Figures of last year that were asked of a municipality: who speaks for its boards fills them in by spring."""

from collections import defaultdict
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from governance.reminders.people import addressed, contacts_of, coordinators_of
from onboarding.models import last_full_year
from onboarding.models.figures_missing import Missing, figures_by, members_in, missing_of
from wegwijzer.accounts.models import LOCAL_BOARDS, Organisation
from wegwijzer.reminders.registry import Party, Rule, Wait, Window

Territory = tuple[int, str]  # partnership (key), NIS code


def waits(window: Window) -> Iterator[Wait]:
    """The subject is the first membership of a territory, which stands for it in that partnership."""
    year = last_full_year(window.day)
    if not window.since <= figures_by(year) <= window.until:
        return
    members = _members(year, window)
    boards = Organisation.objects.filter(kind__in=LOCAL_BOARDS, nis_code__in={code for _partnership, code in members})
    codes = dict(boards.values_list("pk", "nis_code"))
    speaks_for: dict[int, set[int]] = defaultdict(set)
    people: dict[Territory, list[Party]] = defaultdict(list)
    for (partnership, board), parties in contacts_of(codes, window.day).items():
        speaks_for[partnership].add(board)
        people[partnership, codes[board]] += parties
    coordinators = coordinators_of({partnership for partnership, _code in members}, window.day)
    for partnership, code in members:
        if (partnership, code) not in people:  # nobody speaks for it: who coordinates is told of the same boards
            speaks_for[partnership] |= {board for board, own in codes.items() if own == code}
    for one in missing_of(year, speaks_for):
        territory = (one.partnership.pk, one.nis_code)
        if territory in members:
            yield _wait(one, members[territory], people.get(territory, []), coordinators.get(one.partnership.pk, []))


def _members(year: int, window: Window) -> dict[Territory, int]:
    """The territories that were a member in that year, each with the key of its first membership."""
    rows = window.of(members_in(year).filter(organisation__kind__in=LOCAL_BOARDS)).order_by("-pk")
    return {
        (partnership, code): pk
        for partnership, code, pk in rows.values_list("partnership", "organisation__nis_code", "pk")
    }


def _wait(one: Missing, subject: int, people: list[Party], coordinating: list[Party]) -> Wait:
    words = ngettext(
        "Vul %(number)s cijfer van %(year)s in", "Vul %(number)s cijfers van %(year)s in", len(one.indicators)
    )
    title = words % {"number": len(one.indicators), "year": one.year}
    return Wait(
        subject=subject,
        due_on=one.due_on,
        **addressed(people, coordinating, one.name, title=title, about=f"{one.name} – {one.partnership}"),
        path=reverse("onboarding:indicator_list", args=[one.partnership.pk]),
        scope=one.partnership.organisation_id,
    )


# A month, because somebody else has to look them up.
RULE = Rule("onboarding.figures", gettext_lazy("cijfers van vorig jaar"), waits, ahead=(20, 5), after=(5,))
