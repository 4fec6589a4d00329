"""The status matrix of 300 organisations × 30 types on one page, against the same cells as plain values in HTML.

And the grid of an indicator, a page of 100 municipalities × 5 years to fill in, against the same boxes in plain HTML;
and a brochure of 40 sections as everybody reads it on the web, against the same words in plain HTML.
"""

import datetime as dt
from itertools import groupby
from operator import itemgetter
from typing import Any

ORGANISATIONS, TYPES = 300, 30
DAY = dt.date(2017, 6, 30)
STAMPS: dict[str, dict[str, Any]] = {
    "planned": {},
    "in_progress": {"started_on": DAY},
    "in_review": {"started_on": DAY, "handed_in_on": DAY},
    "delivered": {"started_on": DAY, "delivered_on": DAY},
    "published": {"started_on": DAY, "delivered_on": DAY, "published_on": DAY},
    "na": {"reason": "Samen met de buren"},
}


def load(partnership: Any) -> Any:
    """A project of this partnership with all those cells, every state as often."""
    from onboarding.models import Deliverable, DeliverableType
    from projects.models import Project
    from wegwijzer.accounts.models import Organisation

    project = Project.objects.create(partnership=partnership, name="Resultaten", state="running")
    types = [
        DeliverableType(project=project, kind="brochure", name=f"Resultaat {number}", position=number)
        for number in range(TYPES)
    ]
    DeliverableType.objects.bulk_create(types)
    boards = Organisation.objects.filter(memberships__partnership=partnership).order_by("pk")[:ORGANISATIONS]
    states = list(STAMPS)
    cells = []
    for row, board in enumerate(boards):
        for column, kind in enumerate(types):
            state = states[(row + column) % len(states)]
            due = DAY + dt.timedelta(days=row + column)
            cells.append(Deliverable(type=kind, organisation=board, due_on=due, state=state, **STAMPS[state]))
    Deliverable.objects.bulk_create(cells)
    return project


def matrix(pk: int) -> list[tuple[str, list[Any]]]:
    """Per organisation its cells: what an equal page would have to ask at least."""
    from onboarding.models import Deliverable

    told = Deliverable.objects.filter(type__project=pk).order_by(
        "organisation__territory", "organisation__kind", "organisation__name", "type__position"
    )
    cells = told.values_list("organisation__name", "state", "due_on")
    return [(name, list(group)) for name, group in groupby(cells, itemgetter(0))]


YEARS, PER_PAGE = 5, 100  # of a grid of figures


def load_figures(partnership: Any) -> Any:
    """An indicator of this partnership with a figure of every member for each of the last years."""
    from onboarding.models import Indicator, Measurement, last_full_year, read_places, years_until

    indicator = Indicator.objects.create(partnership=partnership, name="Instroom", is_guarded=True)
    years = years_until(last_full_year(), YEARS)
    figures = [
        Measurement(indicator=indicator, organisation=place.organisation, year=year, value=place.pk % 90 + year % 7)
        for place in read_places(partnership, years)
        for year in years
    ]
    Measurement.objects.bulk_create(figures)
    return indicator


def grid(pk: int) -> list[tuple[str, list[Any]]]:
    """Per municipality its figures, as many rows as a page has."""
    from onboarding.models import Measurement

    told = Measurement.objects.filter(indicator=pk).order_by("organisation__territory", "organisation", "year")
    cells = told.values_list("organisation__territory", "organisation", "year", "value")[: PER_PAGE * YEARS]
    return [(name, list(group)) for name, group in groupby(cells, itemgetter(0))]


SECTIONS, LANGUAGES = 40, ("nl", "fr", "ar")
WORDS = "U woont nu in {gemeente}. **Wij helpen u graag.**\n\n- Breng uw papieren mee.\n- Bel eerst {telefoon}."


def load_brochure(partnership: Any) -> Any:
    """A public brochure of this partnership in three languages, and a member that is open five days."""
    from django.utils import timezone

    from onboarding.models import Edition, RegionalText, Section
    from onboarding.models.edition_content import checksum_of, draft_of
    from wegwijzer.accounts.models import ContactPoint
    from wegwijzer.localised import LocalisedText

    title, body = (LocalisedText(dict.fromkeys(LANGUAGES, said)) for said in ("Welkom", WORDS))
    sources = LocalisedText(dict.fromkeys(LANGUAGES[1:], f"Welkom\n\n{WORDS}"))
    about = {"purpose": "Onthaal", "audience": "nieuwkomers", "languages": "fr,ar", "is_public": True}
    text = RegionalText.objects.create(partnership=partnership, kind="brochure", title=title, **about)
    sections = [
        Section(text=text, position=number, title=title, body=body, sources=sources) for number in range(SECTIONS)
    ]
    Section.objects.bulk_create(sections)
    content = draft_of(text).text()
    stamps = {"published_at": timezone.now(), "content": content, "checksum": checksum_of(content)}
    Edition.objects.create(text=text, number=1, note="Begin", **stamps)
    board = partnership.members_on()[0].organisation
    hours = {str(day): [["09:00", "12:00", False], ["13:00", "16:00", True]] for day in range(1, 6)}
    ContactPoint.objects.get_or_create(organisation=board, defaults={"phone": "014 00 00 01", "hours": hours})
    return text, board


def brochure(pk: int) -> list[tuple[str, list[Any]]]:
    """What stands on its page, as plain values: contents, sections as they were published, and how it is reached."""
    import json

    from onboarding.models import Edition
    from wegwijzer.accounts.models import ContactPoint

    published = Edition.objects.filter(text=pk).order_by("-number").values_list("content", "published_at").first()
    assert published is not None
    sections = [(one["title"]["nl"], one["body"]["nl"]) for one in json.loads(published[0])["sections"]]
    contents: list[tuple[str, list[Any]]] = [(title, []) for title, _body in sections]
    point = ContactPoint.objects.filter(organisation__memberships__partnership__texts=pk).values("phone", "hours")[0]
    hours = [(day, [("", opens, closes) for opens, closes, _only in row]) for day, row in point["hours"].items()]
    return [*contents, *((title, [("", body, "")]) for title, body in sections), (point["phone"], []), *hours]
