"""The picture of a budget that is used up: what is left, what was planned to be left, and where it ends."""

from django.utils.translation import gettext as _

from projects.models import ClaimBook
from projects.models.burn_down import BurnDown, Forecast, burn_down_of
from wegwijzer.accounts.periods import in_words, today
from wegwijzer.charts import Chart, Kind, Series, Stroke
from wegwijzer.timeline import window_around
from wegwijzer.ui.words import euro


def burn_down_chart(book: ClaimBook) -> Chart | None:
    """None where there is no budget or no period to draw."""
    burn = burn_down_of(book)
    if burn is None:
        return None
    series = [
        Series(
            label=_("over volgens de begroting"), kind=Kind.LINE, stroke=Stroke.DOTTED, points=burn.planned,
            until_on=burn.last,
        ),
        Series(label=_("over na wat goedgekeurd is"), kind=Kind.LINE, points=burn.left, until_on=burn.left[-1][0]),
    ]  # fmt: skip
    if burn.forecast is not None and burn.forecast.until_on < burn.last:
        ends = (burn.last, burn.budget - burn.forecast.by_rate)
        points = ((burn.forecast.until_on, burn.left[-1][1]), ends)
        label = _("verwacht aan dit tempo")
        series.append(Series(label=label, kind=Kind.LINE, stroke=Stroke.DASHED, points=points, until_on=burn.last))
    return Chart(
        title=_("Wat er van de begroting over is"),
        window=window_around(burn.first, burn.last),
        series=series,
        words=euro,
        summary=_summary(burn),
        today=today(),
        key="burn-down",
    )


def _summary(burn: BurnDown) -> str:
    """Where it stands and ends, and by which rule that is said."""
    if burn.forecast is None:
        return _("Er is nog niets goedgekeurd, en dus nog niets te voorspellen.")
    return " ".join([_until_now(burn.forecast), _at_the_end(burn, burn.forecast), _rule()])


def _until_now(forecast: Forecast) -> str:
    words = {"day": in_words(forecast.until_on), "spent": euro(forecast.spent)}
    return _("Voor kosten tot en met %(day)s is %(spent)s goedgekeurd.") % words


def _at_the_end(burn: BurnDown, forecast: Forecast) -> str:
    left = burn.budget - forecast.by_rate
    words = {
        "rate": euro(forecast.by_rate),
        "plan": euro(forecast.by_plan),
        "left": euro(abs(left)),
        "day": in_words(burn.last),
    }
    if forecast.until_on >= burn.last:
        return _("Dat is tot het einde: %(left)s blijft over.") % words if left >= 0 else ""
    if left >= 0:
        said = _(
            "Aan dit tempo is dat %(rate)s op %(day)s: %(left)s blijft over. Volgens de begroting wordt het %(plan)s."
        )
    else:
        said = _("Aan dit tempo is dat %(rate)s op %(day)s: %(left)s te veel. Volgens de begroting wordt het %(plan)s.")
    return said % words


def _rule() -> str:
    return _(
        "Zo is gerekend: elke schuldvordering is gelijk verdeeld over de dagen van haar periode. Het tempo is wat"
        " goedgekeurd is, gedeeld door de dagen tot dan. Volgens de begroting: wat goedgekeurd is, plus wat begroot is"
        " voor de dagen daarna."
    )
