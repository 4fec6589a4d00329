"""What an organisation makes of a regional text: filling places, adapting, dropping and adding sections."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from onboarding.actions.section import in_dutch, translated
from onboarding.models import Edition, LocalSection, LocalText, Mode, Section, Stance
from onboarding.models.edition_content import FACTS, content_of
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write
from wegwijzer.localised import LocalisedText

FILLED = "onboarding.local_text.filled"
REFINED = "onboarding.local_section.refined"
DECIDED = "onboarding.local_section.decided"
ADDED = "onboarding.local_section.added"
CHANGED = "onboarding.local_section.changed"
TRANSLATED = "onboarding.local_section.translated"
REMOVED = "onboarding.local_section.removed"
MOST = 40  # own sections of one organisation in one text


@transaction.atomic
def fill(local: LocalText, *, by: User | None, version: int, values: Mapping[str, str]) -> None:
    """Fill places in, by name; what is empty is taken out. `version` is 0 where no text was yet. Raises Stale."""
    kept = _obtained(local)
    if local.pk is None and version == 0 and not kept.fillings:
        version = kept.version
    kept.version = version
    after = {name: said for name, said in {**kept.fillings, **values}.items() if said}
    before = kept.fillings
    if write(kept, fillings=after):
        told = {name: (before.get(name, ""), after.get(name, "")) for name in values}
        changes = {name: pair for name, pair in told.items() if pair[0] != pair[1]}
        record(FILLED, kept, by=by, scope=_scope(kept), changes=changes)


@transaction.atomic
def refine(
    local: LocalText, section: Section, *, by: User | None, version: int, edition: int, stance: str, **values: Any
) -> LocalSection:
    """Take over, adapt or drop a section, made from the edition with number `edition`.

    `version` is 0 for a section that nothing was said of. What was adapted before stays with the row, unseen, when it
    is taken over. Raises Refused for what is not to refine, Stale when somebody else of the organisation was first.
    """
    base = _edition(local, edition)
    part = content_of(base).by_key.get(section.pk)
    if part is None or part.mode != Mode.REFINABLE:
        raise Refused(_("Deze sectie ligt vast voor alle gemeenten."))
    kept = _obtained(local)
    row = LocalSection.objects.filter(local=kept, section=section).select_related("base").first()
    if (row is None) != (version == 0):
        raise Stale(row)
    said = {"stance": stance, "reason": values.get("reason", "") if stance != Stance.TAKES_OVER else ""}
    if stance == Stance.ADAPTS:
        said |= _words(row, values)
    if row is None:
        row = LocalSection.objects.create(local=kept, section=section, base=base, **said)
        changes: Mapping[str, Any] = said
    else:
        row.version = version
        starts = row.stance == Stance.TAKES_OVER or stance == Stance.TAKES_OVER
        changes = write(row, **said, **({"base": base} if starts else {}))
    if changes:
        record(REFINED, row, by=by, scope=_scope(kept), changes=changes, reason=said["reason"])
    return row


@transaction.atomic
def decide(row: LocalSection, what: str, *, by: User, version: int, edition: int, **values: Any) -> None:
    """After a new edition: `take` the region's, `keep` the own text, or `merge` both into `values`.

    What the region dropped and is kept becomes an own section. Raises Refused, Stale.
    """
    base = _edition(row.local, edition)
    hold(row.local.text)
    part = content_of(base).by_key.get(row.section_id or 0)
    if part is not None and part.mode != Mode.REFINABLE and what != "take":
        raise Refused(_("De regio legde deze sectie vast. U kunt ze alleen nog overnemen."))
    said: dict[str, Any] = {"base": base}
    if what == "take":
        said |= {"stance": Stance.TAKES_OVER, "reason": ""}
    elif part is None and row.stance == Stance.ADAPTS:
        place = content_of(row.base).by_key.get(row.section_id or 0) if row.base else None
        said = {"stance": Stance.ADDS, "section": None, "base": None, "position": place.position if place else 0}
    elif what == "merge":
        said |= {"stance": Stance.ADAPTS} | _words(row, values)
    row.version = version
    told = write(row, **said)
    if told:
        changes = {name: pair for name, pair in told.items() if name != "section"} | {"besluit": what}
        record(DECIDED, row, by=by, scope=_scope(row.local), changes=changes, reason=row.reason)


@transaction.atomic
def add(local: LocalText, *, by: User | None, title: str, body: str, **values: Any) -> LocalSection:
    """An own section. Raises Refused past forty."""
    kept = _obtained(local)
    if LocalSection.objects.filter(local=kept, section=None).count() >= MOST:
        raise Refused(_("U kunt hoogstens %s eigen secties toevoegen.") % MOST)
    words = {"title": LocalisedText(title), "body": LocalisedText(body)}
    row = LocalSection.objects.create(local=kept, stance=Stance.ADDS, **words, **values)
    record(ADDED, row, by=by, scope=_scope(kept), changes=words | values)
    return row


@transaction.atomic
def change(row: LocalSection, *, by: User, version: int, title: str, body: str, **values: Any) -> None:
    """Correct an own section. Raises Stale."""
    hold(row.local.text)
    row.version = version
    words = {"title": in_dutch(row.title, title), "body": in_dutch(row.body, body)}
    changes = write(row, **words, **values)
    if changes:
        record(CHANGED, row, by=by, scope=_scope(row.local), changes=changes)


@transaction.atomic
def translate(row: LocalSection, language: str, *, by: User, version: int, title: str, body: str) -> None:
    """The own words in another language, made from their Dutch as it stands now. Raises Refused, Stale."""
    hold(row.local.text)
    row.version = version
    changes = write(row, **translated(row, language, title, body))
    if changes:
        record(TRANSLATED, row, by=by, scope=_scope(row.local), changes=changes | {"taal": language})


@transaction.atomic
def remove(row: LocalSection, *, by: User, version: int) -> None:
    """Take an own section away; history keeps what it said. Raises Refused for one of the region, Stale."""
    hold(row.local.text)
    if row.section_id is not None:
        raise Refused(_("Alleen een eigen sectie kunt u wegnemen. Laat deze weg met een reden."))
    found = LocalSection.objects.filter(pk=row.pk)
    if not found.filter(version=version).exists():
        raise Stale(found.first())
    told = {"titel": (str(row.title), ""), "tekst": (str(row.body), "")}
    record(REMOVED, row.local, by=by, scope=_scope(row.local), changes=told)
    found.delete()


def _words(row: LocalSection | None, values: Mapping[str, Any]) -> dict[str, Any]:
    before = row or LocalSection()
    words: dict[str, Any] = {name: in_dutch(getattr(before, name), values[name]) for name in ("title", "body")}
    return words | {name: values.get(name, "") for name in FACTS}


def _edition(local: LocalText, number: int) -> Edition:
    found = Edition.objects.filter(text=local.text_id, number=number).first()
    if found is None:
        raise Refused(_("Die versie is er niet. Open de bladzijde opnieuw."))
    return found


def _obtained(local: LocalText) -> LocalText:
    """The row of this organisation, made when it is not there; the text is held, so that nobody else makes it."""
    hold(local.text)
    kept, _made = LocalText.objects.get_or_create(text=local.text, organisation=local.organisation)
    kept.text, kept.organisation = local.text, local.organisation
    return kept


def _scope(local: LocalText) -> Any:
    return local.text.partnership.organisation
