"""The ledger of give and take as a spreadsheet: every row, the balance of each organisation, and the pairs."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from projects.models import ExpertiseExchange
from projects.models.give_take import GiveTake
from wegwijzer.spreadsheet import Sheet, Value, workbook


def give_take_workbook(rows: Iterable[ExpertiseExchange], ledger: GiveTake, title: str) -> bytes:
    """`rows` are those that are shown; balance and pairs are of the whole ledger."""
    head = [
        _("Dag"),
        _("Wie gaf"),
        _("Wie kreeg"),
        _("Werkvorm"),
        _("Uren"),
        _("Waarover"),
        _("Samenwerking"),
    ]
    balance_head = [_("Organisatie"), _("Gegeven"), _("Gekregen"), _("Verschil"), _("Opgelet")]
    names = [row.name for row in ledger.organisations]
    sheets = [
        Sheet(_("Uitwisseling"), head, _rows(rows)),
        Sheet(_("Balans"), balance_head, _balances(ledger)),
        Sheet(_("Wie aan wie"), [_("Geeft aan →"), *names], _pairs(ledger)),
    ]
    return workbook(sheets, title=title)


def _rows(rows: Iterable[ExpertiseExchange]) -> Iterator[list[Value]]:
    for row in rows:
        about = row.collaboration.subject if row.collaboration else None
        parties: list[Value] = [row.given_on, row.giver.name, row.receiver.name]
        yield [*parties, row.form.name, row.hours, row.subject, about]


def _balances(ledger: GiveTake) -> Iterator[list[Value]]:
    for line in ledger.lines:
        balance = line.balance
        yield [line.organisation.name, balance.given, balance.received, balance.difference, line.notice]


def _pairs(ledger: GiveTake) -> Iterator[list[Value]]:
    for giver, hours in ledger.matrix:
        yield [giver.name, *(value or None for value in hours)]
