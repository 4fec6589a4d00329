"""The sections of a regional text: the draft of the next edition, and its translations."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from onboarding.models import RegionalText, Section
from onboarding.models.placeholder import PLACE
from onboarding.models.regional_text import SOURCE
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write
from wegwijzer.localised import LocalisedText

ADDED = "onboarding.section.added"
CHANGED = "onboarding.section.changed"
MOVED = "onboarding.section.moved"
TRANSLATED = "onboarding.section.translated"
RETIRED = "onboarding.section.retired"
MOST = 60  # sections of one text


@transaction.atomic
def add(text: RegionalText, *, by: User | None, title: str, body: str, **values: Any) -> Section:
    """One more, at the end of the draft. Raises Refused past sixty."""
    hold(text)
    rows = Section.objects.filter(text=text, is_retired=False)
    if rows.count() >= MOST:
        raise Refused(_("Een tekst telt hoogstens %s secties.") % MOST)
    position = (rows.aggregate(last=Max("position"))["last"] or 0) + 1
    words = {"title": LocalisedText(title), "body": LocalisedText(body)}
    section = Section.objects.create(text=text, position=position, **words, **values)
    record(ADDED, section, by=by, scope=_scope(section), changes=words | values)
    return section


@transaction.atomic
def change(section: Section, *, by: User, version: int, title: str, body: str, **values: Any) -> None:
    """Correct the Dutch; translations stay, and show that they are older. Raises Refused, Stale."""
    hold(section.text)
    _refuse_retired(section)
    section.version = version
    words = {"title": in_dutch(section.title, title), "body": in_dutch(section.body, body)}
    changes = write(section, **words, **values)
    if changes:
        record(CHANGED, section, by=by, scope=_scope(section), changes=changes)


@transaction.atomic
def translate(section: Section, language: str, *, by: User, version: int, title: str, body: str) -> None:
    """What it says in another language, made from the Dutch as it stands now. Raises Refused, Stale."""
    hold(section.text)
    _refuse_retired(section)
    section.version = version
    changes = write(section, **translated(section, language, title, body))
    if changes:
        record(TRANSLATED, section, by=by, scope=_scope(section), changes=changes | {"taal": language})


@transaction.atomic
def move(section: Section, *, by: User, up: bool) -> None:
    """One place up or down in the draft; at the end nothing happens."""
    hold(section.text)
    order = list(Section.objects.filter(text=section.text_id, is_retired=False).order_by("position", "pk"))
    place = next((index for index, one in enumerate(order) if one.pk == section.pk), None)
    if place is None:
        return
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    for position, one in enumerate(order, start=1):
        if one.position != position:
            Section.objects.filter(pk=one.pk).update(position=position)
    record(MOVED, section, by=by, scope=_scope(section), changes={"position": (place + 1, other + 1)})


@transaction.atomic
def retire(section: Section, *, by: User, version: int) -> None:
    """Leave it out of the next editions; what was published keeps it. Raises Stale."""
    hold(section.text)
    section.version = version
    if write(section, is_retired=True):
        record(RETIRED, section, by=by, scope=_scope(section), changes={"is_retired": (False, True)})


def in_dutch(before: LocalisedText, said: str) -> LocalisedText:
    """The same in its other languages."""
    return LocalisedText({**before, SOURCE: said})


def translated(row: Any, language: str, title: str, body: str) -> dict[str, Any]:
    """The columns of a wording after a translation; what is emptied is no translation any more.

    Raises Refused where the Dutch says nothing: no translation without its source; and where its places are others.
    """
    for name, said in (("title", title), ("body", body)):
        if said and not getattr(row, name).get(SOURCE):
            raise Refused(_("Schrijf dit eerst in het Nederlands: een vertaling volgt haar bron."), field=name)
    expected = set(PLACE.findall(row.body.get(SOURCE, "")))
    if body and set(PLACE.findall(body)) != expected:
        names = ", ".join(f"{{{name}}}" for name in sorted(expected)) or _("geen enkele")
        raise Refused(_("Houd dezelfde plaatsen om in te vullen als in het Nederlands: %s.") % names, field="body")
    source = row.dutch if title or body else ""
    return {
        "title": LocalisedText({**row.title, language: title}),
        "body": LocalisedText({**row.body, language: body}),
        "sources": LocalisedText({**row.sources, language: source}),
    }


def _refuse_retired(section: Section) -> None:
    if Section.objects.filter(pk=section.pk, is_retired=True).exists():
        raise Refused(_("Deze sectie is intussen geschrapt."))


def _scope(section: Section) -> Any:
    return section.text.partnership.organisation
