"""Mandates that end while nobody is known who follows: who coordinates, one line per body and day."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.models import Mandate
from governance.reminders.people import coordinators_of
from wegwijzer.reminders.registry import Rule, Wait, Window

NAMED = 3  # in one line


def waits(window: Window) -> Iterator[Wait]:
    ending = Mandate.objects.filter(until_on__range=(window.day, window.until))  # what has ended, ended on purpose
    if window.only is not None:
        ending = ending.filter(partnership__in=Mandate.objects.filter(pk__in=window.only).values("partnership"))
    # All that end there that day: the first of them stays the same when one of them gets a successor.
    rows = ending.order_by().values_list("partnership", "body", "until_on").annotate(first=Min("pk"))
    subjects = {tuple(key): first for *key, first in rows}
    groups = defaultdict(list)
    for mandate in ending.without_successor().select_related("partnership", "body", "person").order_by("pk"):
        groups[mandate.partnership_id, mandate.body_id, mandate.until_on].append(mandate)
    coordinators = coordinators_of({partnership for partnership, _body, _day in groups}, window.day)
    for key, mandates in groups.items():
        assert key[2] is not None
        if window.only is None or subjects[key] in window.only:
            one = mandates[0]
            said = ngettext("Zoek een opvolger voor %s mandaat", "Zoek opvolgers voor %s mandaten", len(mandates))
            yield Wait(
                subject=subjects[key],
                due_on=key[2],
                people=coordinators.get(one.partnership_id, []),
                title=said % len(mandates),
                about=f"{one.body or one.partnership}: {_names(mandates)}",
                path=_page(one),
                scope=one.partnership.organisation_id,
            )


def _names(mandates: list[Mandate]) -> str:
    named = ", ".join(f"{one.person} ({one.get_role_display()})" for one in mandates[:NAMED])
    more = len(mandates) - NAMED
    return named if more <= 0 else _("%(names)s en nog %(more)s") % {"names": named, "more": more}


def _page(mandate: Mandate) -> str:
    """Where people get a seat or a task."""
    if mandate.body_id:
        return reverse("governance:body_detail", args=[mandate.body_id])
    return reverse("governance:partnership_detail", args=[mandate.partnership_id])


# Sixty days: a council needs one sitting to put it on the agenda, and one to appoint somebody. Two weeks, for who was
# found then and fell away.
RULE = Rule("governance.mandate_end", gettext_lazy("mandaten die aflopen"), waits, ahead=(40, 10), after=())
