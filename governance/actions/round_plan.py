"""What a round asks of whom, and what has to be reached: the rules of it, and its rows while nobody was asked yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from governance.actions.round_text import annex
from governance.models import (
    ApprovalRound,
    Ballot,
    Clause,
    Count,
    DocumentVersion,
    Measure,
    RoundAnnex,
    RoundParty,
    ThresholdClause,
    Voter,
    inhabitants_of,
    organs_of,
)
from governance.models.threshold_words import in_words, number, units
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.lifecycle import Refused
from wegwijzer.ui.words import euro

WORDING = ("question", "grounds", "facts", "articles")


@dataclass(frozen=True)
class Asked:
    """One organisation to ask: which of its organs decides, and its own share (euro)."""

    organisation: Organisation
    organ: str
    contribution: Decimal | None = None

    def __str__(self) -> str:
        return f"{self.organisation} ({euro(self.contribution)})" if self.contribution else str(self.organisation)


@dataclass(frozen=True)
class Plan:
    """A whole round in preparation. `columns`: kind, title, year, consequence, asked_on, deadline_on.

    `file` comes from a DocumentField, with what that found out about it.
    """

    columns: Mapping[str, Any]
    wording: Mapping[str, str]
    asked: Sequence[Asked]
    clauses: Sequence[Clause]
    annexes: Sequence[DocumentVersion] = ()
    file: UploadedFile | None = None  # one more annex, that comes along with it

    @property
    def story(self) -> dict[str, Any]:
        """What history keeps of it."""
        return {**self.columns, **self.wording, **_told(self.asked, self.clauses, self.annexes)}


def _told(asked: Iterable[object], clauses: Iterable[Clause], annexes: Iterable[object]) -> dict[str, str]:
    return {
        _("gevraagd"): ", ".join(str(one) for one in asked),
        _("drempel"): in_words([(clause, 0) for clause in clauses]),
        _("bijlagen"): ", ".join(str(annex) for annex in annexes),
    }


def refuse_unasked(asked: Sequence[Asked]) -> None:
    """Somebody is asked, each once, and by an organ that it has."""
    if not asked:
        raise Refused(_("Kies minstens één organisatie."), field="chosen")
    keys = [one.organisation.pk for one in asked]
    double = [one for one in asked if keys.count(one.organisation.pk) > 1]
    if double:
        sentence = _("%s staat er twee keer bij. Kies elke organisatie één keer.") % double[0].organisation
        raise Refused(sentence, field="chosen")
    for one in asked:
        refuse_foreign_organ(one.organisation, one.organ)
        refuse_negative(one.contribution)


def refuse_foreign_organ(organisation: Organisation, organ: str) -> None:
    if organ not in organs_of(organisation.kind):
        raise Refused(_("%s heeft dat orgaan niet. Kies een ander.") % organisation, field="organ")


def refuse_negative(contribution: Decimal | None) -> None:
    if contribution is not None and contribution < 0:
        raise Refused(_("Een bijdrage is 0 euro of meer."), field="contribution")


def refuse_unreachable(clauses: Sequence[Clause], asked: Sequence[Asked], year: int) -> None:
    """What has to be reached can be reached by who is asked. The field is that of the clause: "number_1"."""
    if not clauses:
        raise Refused(_("Zeg wat er bereikt moet worden."), field="threshold")
    people = inhabitants_of([one.organisation for one in asked], year)
    voters = [
        Voter(one.organisation.pk, one.organisation.territory, one.organisation.kind, people[one.organisation.pk])
        for one in asked
    ]
    day = today()
    for position, count in enumerate(Ballot(voters, [], clauses, day).standing(day).counts, start=1):
        if sentence := _too_high(count):
            raise Refused(sentence, field=f"number_{position}")


def _too_high(count: Count) -> str:
    """Why this can not be reached whatever is answered; "" when it can."""
    if count.needed <= count.total and count.total:
        return ""
    if count.total:
        words = {"total": number(count.total), "units": units(count.clause, count.total)}
        return _("U vraagt het aan %(total)s %(units)s. Kies een aantal dat daarmee te halen is.") % words
    if count.clause.measure == Measure.POPULATION:
        return _("Van deze gemeenten is geen inwonertal bekend. Kies een andere voorwaarde.")
    return _("Hier telt niemand mee van wie u het vraagt. Kies een andere voorwaarde of andere organisaties.")


def write_rows(round_: ApprovalRound, plan: Plan) -> None:
    """Who is asked, what has to be reached and what goes with it, for a round that has none of these yet."""
    text = round_.texts.get()
    people = inhabitants_of([one.organisation for one in plan.asked], (round_.asked_on or today()).year)
    RoundParty.objects.bulk_create(
        RoundParty(
            round=round_,
            organisation=one.organisation,
            organ=one.organ,
            contribution=one.contribution,
            inhabitants=people[one.organisation.pk],
        )
        for one in plan.asked
    )
    write_clauses(round_, plan.clauses)
    annex(text, plan.annexes)


def write_clauses(round_: ApprovalRound, clauses: Sequence[Clause]) -> None:
    for position, clause in enumerate(clauses, start=1):
        is_share = clause.numerator > 0
        ThresholdClause.objects.create(
            round=round_,
            position=position,
            measure=clause.measure,
            whose=clause.whose,
            rule=clause.rule,
            number=clause.number or None,
            numerator=clause.numerator if is_share else None,
            denominator=clause.denominator if is_share else None,
        )


def rewrite_rows(round_: ApprovalRound, plan: Plan) -> dict[str, tuple[str, str]]:
    """The same for a round in preparation that has some; returns what is different, as history tells it."""
    before = _as_told(round_)
    round_.parties.all().delete()
    round_.clauses.all().delete()
    round_.texts.get().annexes.all().delete()
    write_rows(round_, plan)
    after = _as_told(round_)
    return {name: (before[name], after[name]) for name in before if before[name] != after[name]}


def _as_told(round_: ApprovalRound) -> dict[str, str]:
    parties = round_.parties.select_related("organisation").order_by("organisation__name")
    asked = [Asked(party.organisation, party.organ, party.contribution) for party in parties]
    clauses = [clause.clause for clause in ThresholdClause.objects.filter(round=round_)]
    annexes = RoundAnnex.objects.filter(text__round=round_).select_related("document_version__document")
    return _told(asked, clauses, [annex.document_version for annex in annexes])
