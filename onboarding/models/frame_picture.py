"""The reference frame as small multiples: a little picture per municipality, the mean of all members across each."""

from decimal import Decimal

from django.utils.translation import gettext as _

from onboarding.models.indicator_book import Place
from onboarding.models.reference_frame import FrameYear, ReferenceFrame, small_words
from wegwijzer.charts import Multiples, Panel
from wegwijzer.ui.forms.numbers import written


def frame_picture(frame: ReferenceFrame, key: str) -> Multiples:
    """The same drawing in a browser and on paper; `key` begins the ids of a page with more than one."""
    own = frame.place.pk if frame.place else None
    panels = [_panel(frame, place, is_own=place.pk == own) for place in frame.book.places]
    # The mean of one says nothing of the others.
    told = [year.mean_value if len(year.values) > 1 and not year.shielded.hides_total else None for year in frame.years]
    summary = _("%(name)s per gemeente, %(first)s tot %(last)s.") % {
        "name": frame.indicator.name,
        "first": frame.book.first_year,
        "last": frame.book.last_year,
    }
    return Multiples(
        title=_("%s: elke gemeente naast alle leden") % frame.indicator.name,
        steps=[str(year.year) for year in frame.years],
        panels=panels,
        reference=told,
        reference_label=_("gemiddelde van de leden"),
        summary=summary,
        key=key,
    )


def _panel(frame: ReferenceFrame, place: Place, *, is_own: bool) -> Panel:
    values = [_value(year, place) for year in frame.years]
    signs = [_sign(year, place, value) for year, value in zip(frame.years, values, strict=True)]
    return Panel(place.name, tuple(values), tuple(signs), is_own)


def _value(year: FrameYear, place: Place) -> Decimal | None:
    """What a column is drawn of: nothing for what is left out."""
    return None if place.pk in year.shielded.hidden else year.values.get(place.pk)


def _sign(year: FrameYear, place: Place, value: Decimal | None) -> str:
    if value is not None:
        return written(value, year.indicator.decimals)
    words = year.of(place)
    if words == small_words():
        return words
    return "?" if words == _("niet gekend") else "–"
