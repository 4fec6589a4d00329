"""The year report of a region or of one municipality in it, as a document that may leave the partnership."""

from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _

from onboarding.models.year_book import YearBook
from onboarding.models.year_ref import YearRef
from wegwijzer.reports.registry import Printout, UnknownReport


@dataclass(frozen=True)
class Part:
    """A chapter: its place in the table of contents, and the template that prints it."""

    number: int
    title: str
    name: str

    @property
    def anchor(self) -> str:
        return f"deel-{self.number}"


def year(ref: str) -> Printout:
    """What that year came to. Raises UnknownReport when there is no such partnership, year or member."""
    asked = YearRef.read(ref)
    if asked is None:
        words = _(
            "Zo'n jaarverslag bestaat niet: %(ref)s. Schrijf bijvoorbeeld integratie-2017 of integratie-2017-olen."
        )
        raise UnknownReport(words % {"ref": ref})
    book = YearBook(asked)
    return Printout(
        template="onboarding/report/year.html",
        context={"book": book, "ref": asked, "parts": _parts(book)},
        title=_("Jaarverslag %(year)s") % {"year": asked.year},
        file_name=f"jaarverslag-{asked.year}-{slugify(asked.name)}.pdf",
        publisher=asked.partnership.name,
        subject=_("Wat %(name)s in %(year)s deed voor de integratie van nieuwkomers")
        % {"name": asked.name, "year": asked.year},
    )


def _parts(book: YearBook) -> list[Part]:
    """Every chapter is there: an empty one says that nothing was noted."""
    titles = [
        ("results", _("Resultaten")),
        ("events", _("Activiteiten")),
        ("decisions", _("Besluiten en rondes")),
        ("objectives", _("Voortgang van de doelstellingen")),
        ("figures", _("Cijfers naast alle leden")),
        ("account", _("Bronnen en wat afgeschermd is")),
    ]
    return [Part(number, title, name) for number, (name, title) in enumerate(titles, start=1)]
