"""Loading the texts of a case: what the region wrote, its editions, and what organisations made of them.

May run any number of times: a text that is there already stays as people made it.
"""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from governance.actions import contact_point
from governance.models import Partnership
from onboarding.actions import section_picture
from onboarding.actions.case_picture import town_hall
from onboarding.models import Edition, LocalSection, LocalText, RegionalText, Section, Stance
from onboarding.models.edition_content import FACTS, checksum_of, draft_of
from onboarding.models.regional_text import SOURCE
from wegwijzer.accounts import opening_hours as hours
from wegwijzer.accounts.models import ContactPoint, Organisation
from wegwijzer.audit.record import record
from wegwijzer.localised import LocalisedText

DATA = Path(__file__).resolve().parent.parent / "data"
LOADED = "onboarding.regional_text.case_loaded"


@transaction.atomic
def load(name: str) -> None:
    """Load the texts of the case `name`; its partnerships have been loaded. A case without texts adds nothing."""
    path = DATA / f"{name}_texts.toml"
    data = tomllib.loads(path.read_text()) if path.exists() else {}
    for row in data.get("contacts", []):
        _contact(row)
    for row in data.get("texts", []):
        _text(row)


def _contact(row: dict[str, Any]) -> None:
    """How an organisation is reached; what it keeps of that itself stays."""
    said = dict(row)
    organisation = Organisation.objects.get(name=said.pop("organisation"))
    if ContactPoint.objects.filter(organisation=organisation).exists():
        return
    week = {day: hours.read_day(text) for day, text in zip(hours.DAYS, said.pop("hours"), strict=True)}
    closed = hours.read_closed("\n".join(said.pop("closed")))
    contact_point.change(organisation, by=None, version=0, week=week, closed=closed, **said)


def _text(row: dict[str, Any]) -> None:
    partnership = Partnership.objects.select_related("organisation").get(slug=row["partnership"])
    title = LocalisedText(row["title"])
    if any(text.title.get(SOURCE) == title[SOURCE] for text in RegionalText.objects.filter(partnership=partnership)):
        return
    about = {name: row.get(name, "") for name in ("kind", "purpose", "audience", "languages")}
    is_public = row.get("is_public", False)
    text = RegionalText.objects.create(partnership=partnership, title=title, is_public=is_public, **about)
    sections = {}
    for position, said in enumerate(row["sections"], start=1):
        sections[said["key"]] = Section.objects.create(
            text=text, position=position, mode=said["mode"], **_words(said), **_facts(said)
        )
    for said in row.get("pictures", []):
        section_picture.add(sections[said["key"]], by=None, picture=town_hall(), alt=LocalisedText(said["alt"]))
    first, *later = row["editions"]
    _publish(text, 1, first)
    for number, edition in enumerate(later, start=2):
        for change in row["changes"]:
            facts = {name: change[name] for name in FACTS if name in change}
            Section.objects.filter(pk=sections[change["key"]].pk).update(body=LocalisedText(change["body"]), **facts)
        _publish(text, number, edition)
    for local in row.get("locals", []):
        _local(text, sections, local)
    record(LOADED, text, by=None, scope=partnership.organisation)


def _words(said: dict[str, Any]) -> dict[str, LocalisedText]:
    """Title and text; every translation in a case is one of the Dutch beside it."""
    title, body = LocalisedText(said["title"]), LocalisedText(said["body"])
    dutch = f"{title[SOURCE]}\n\n{body[SOURCE]}"
    sources = LocalisedText({language: dutch for language in body if language != SOURCE})
    return {"title": title, "body": body, "sources": sources}


def _facts(said: dict[str, Any]) -> dict[str, str]:
    return {name: said.get(name, "") for name in FACTS}


def _publish(text: RegionalText, number: int, row: dict[str, Any]) -> None:
    content = draft_of(text).text()
    Edition.objects.create(
        text=text,
        number=number,
        note=row["note"],
        published_at=row["published_at"],
        content=content,
        checksum=checksum_of(content),
    )


def _local(text: RegionalText, sections: dict[str, Section], row: dict[str, Any]) -> None:
    organisation = Organisation.objects.get(name=row["organisation"])
    local = LocalText.objects.create(text=text, organisation=organisation, fillings=row["fillings"])
    for said in row.get("sections", []):
        words = _words(said) | _facts(said) if said["stance"] == Stance.ADAPTS else {}
        LocalSection.objects.create(
            local=local,
            section=sections[said["key"]],
            stance=said["stance"],
            reason=said["reason"],
            base=text.editions.get(number=said["base"]),
            **words,
        )
    if own := row.get("own"):
        LocalSection.objects.create(local=local, stance=Stance.ADDS, position=own["position"], **_words(own))
