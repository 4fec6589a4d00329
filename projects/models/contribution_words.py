"""The key of a budget as sentences, for a council that never read a spreadsheet."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from projects.models.budget_book import BudgetBook
from projects.models.contribution import Contribution, ContributionKey, ContributionScope
from wegwijzer.accounts.periods import in_words, today
from wegwijzer.ui.words import number, short


class PartInWords(NamedTuple):
    """A part with what it says, and who has which figure where the key asks one."""

    part: Contribution
    sentence: str
    figures: list[tuple[str, str]]


def parts_in_words(book: BudgetBook) -> list[PartInWords]:
    """In their order: fixed amounts first divide nothing, the others share what is left."""
    parts = sorted(book.contributions, key=lambda part: part.key != ContributionKey.FIXED)
    return [PartInWords(part, _sentence(part, book), _figures(part)) for part in parts]


def _sentence(part: Contribution, book: BudgetBook) -> str:
    if part.key == ContributionKey.FIXED:
        return _("Vaste bedragen per jaar, die er eerst af gaan.")
    share = short(part.share or 0)
    words = {"share": share, "key": part.get_key_display(), "who": _who(part, book)}
    if part.share == 100:
        return _("Alles %(key)s, over %(who)s.") % words
    return _("%(share)s %% %(key)s, over %(who)s.") % words


def _who(part: Contribution, book: BudgetBook) -> str:
    if part.scope == ContributionScope.CHOSEN:
        return _("%s gekozen besturen") % len(part.parties.all())
    day = in_words(part.on_day or book.budget.dossier.from_on or today())
    who = _("de gemeenten die lid zijn op %s") if part.scope == "municipalities" else _("alle leden op %s")
    told = who % day
    if part.key == ContributionKey.POPULATION:
        year = part.population_year or (book.years[0] if book.years else today().year)
        told += _(", met de inwoners van %s of het jaar dat er het dichtst bij bekend is") % year
    return told


def _figures(part: Contribution) -> list[tuple[str, str]]:
    units = {ContributionKey.FTE: _("%s VTE"), ContributionKey.PERCENT: "%s %%", ContributionKey.FIXED: _("€ %s")}
    unit = units.get(ContributionKey(part.key))
    if unit is None:
        return []
    rows = [row for row in part.parties.all() if row.value is not None]
    return [(str(row.organisation), unit % number(row.value or 0)) for row in rows]
