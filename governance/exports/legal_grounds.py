"""On which decree an organ decides, by its kind and the day: a small table, with where each row was read.

A help for who writes the decision, not advice: the grounds that the coordinator wrote come first.
"""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from governance.models import CouncilKind, LegalForm

MUNICIPAL_DECREE = "https://etaamb.openjustice.be/nl/decreet-van-15-juli-2005_n2005036063.html"
WELFARE_DECREE = "https://codex.vlaanderen.be/PrintDocument.ashx?id=1017381"
LOCAL_DECREE = "https://www.etaamb.be/nl/decreet-van-22-december-2017_n2018030427.html"
COOPERATION_DECREE = (
    "https://extranet.iglimburg.be/boekpagina/hoofdstuk-2-samenwerkingsverbanden-zonder-rechtspersoonlijkheid"
)
SOCIAL_COMMITTEE = "https://www.vvsg.be/kennisitem/vvsg/wie-beslist-over-het-toekennen-van-leefloon"

NEW = dt.date(2019, 1, 1)  # the decree on local government replaces the older ones
OLD = NEW - dt.timedelta(days=1)
SINCE_2007, SINCE_2009 = dt.date(2007, 1, 1), dt.date(2009, 7, 1)


@dataclass(frozen=True)
class Ground:
    """What a decree says about one organ or one form of cooperation, between two days (both included)."""

    of: str  # a CouncilKind or a LegalForm
    citation: str
    source: str
    known_by: tuple[str, ...]  # who has all of these in the own grounds, cites it already
    from_on: dt.date | None = None
    until_on: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        return (self.from_on or day) <= day <= (self.until_on or day)

    def is_cited_in(self, text: str) -> bool:
        return all(re.search(rf"\b{re.escape(mark)}\b", text, re.IGNORECASE) for mark in self.known_by)


GROUNDS = (
    Ground(
        CouncilKind.MUNICIPAL_COUNCIL,
        _("Gemeentedecreet van 15 juli 2005, artikelen 42 en 43: bevoegdheid van de gemeenteraad"),
        MUNICIPAL_DECREE,
        ("gemeentedecreet", "42"),
        SINCE_2007,
        OLD,
    ),
    Ground(
        CouncilKind.MUNICIPAL_COUNCIL,
        _("Decreet van 22 december 2017 over het lokaal bestuur, artikelen 40 en 41: bevoegdheid van de gemeenteraad"),
        LOCAL_DECREE,
        ("lokaal bestuur", "40"),
        NEW,
    ),
    Ground(
        CouncilKind.COLLEGE,
        _("Gemeentedecreet van 15 juli 2005, artikel 57: bevoegdheid van het college van burgemeester en schepenen"),
        MUNICIPAL_DECREE,
        ("gemeentedecreet", "57"),
        SINCE_2007,
        OLD,
    ),
    Ground(
        CouncilKind.COLLEGE,
        _("Decreet van 22 december 2017 over het lokaal bestuur, artikel 56: bevoegdheid van het college"),
        LOCAL_DECREE,
        ("lokaal bestuur", "56"),
        NEW,
    ),
    Ground(
        CouncilKind.WELFARE_COUNCIL,
        _("OCMW-decreet van 19 december 2008, artikelen 51 en 52: bevoegdheid van de raad"),
        WELFARE_DECREE,
        ("19 december 2008", "51"),
        SINCE_2009,
        OLD,
    ),
    Ground(
        CouncilKind.WELFARE_COUNCIL,
        _("Decreet van 22 december 2017 over het lokaal bestuur, artikelen 77 en 78: bevoegdheid van de raad"),
        LOCAL_DECREE,
        ("lokaal bestuur", "77"),
        NEW,
    ),
    Ground(
        CouncilKind.PERMANENT_BUREAU,
        _("OCMW-decreet van 19 december 2008, artikelen 65 en 66: bevoegdheid van het vast bureau"),
        WELFARE_DECREE,
        ("19 december 2008", "65"),
        SINCE_2009,
        OLD,
    ),
    Ground(
        CouncilKind.PERMANENT_BUREAU,
        _("Decreet van 22 december 2017 over het lokaal bestuur, artikel 84: bevoegdheid van het vast bureau"),
        LOCAL_DECREE,
        ("lokaal bestuur", "84"),
        NEW,
    ),
    Ground(
        CouncilKind.SPECIAL_COMMITTEE,
        _("OCMW-decreet van 19 december 2008, artikelen 65 en 66: bevoegdheid van de bijzondere comités"),
        WELFARE_DECREE,
        ("19 december 2008", "65"),
        SINCE_2009,
        OLD,
    ),
    Ground(
        CouncilKind.SPECIAL_COMMITTEE,
        _("Decreet van 22 december 2017 over het lokaal bestuur, artikel 113: bevoegdheid van het bijzonder comité"),
        SOCIAL_COMMITTEE,
        ("lokaal bestuur", "113"),
        NEW,
    ),
    Ground(
        LegalForm.INTERLOCAL,
        _("Decreet van 6 juli 2001 over de intergemeentelijke samenwerking, artikelen 6 tot en met 9"),
        COOPERATION_DECREE,
        ("6 juli 2001",),
        until_on=OLD,
    ),
    Ground(
        LegalForm.INTERLOCAL,
        _("Decreet van 22 december 2017 over het lokaal bestuur, artikelen 392 tot en met 395: interlokale vereniging"),
        LOCAL_DECREE,
        ("lokaal bestuur", "392"),
        NEW,
    ),
)


def grounds_for(organ: str, legal_form: str, day: dt.date, own: str = "") -> list[str]:
    """The citations that hold on that day and do not stand in `own` yet: of the organ, then of the cooperation."""
    rows = [row for of in (organ, legal_form) for row in GROUNDS if row.of == of and row.holds(day)]
    return [str(row.citation) for row in rows if not row.is_cited_in(own)]


# Who signs, by organ: the chair, and the head of the administration as he was called then.
CHAIRS = {
    CouncilKind.MUNICIPAL_COUNCIL: _("voorzitter van de gemeenteraad"),
    CouncilKind.COLLEGE: _("burgemeester"),
    CouncilKind.WELFARE_COUNCIL: _("voorzitter van de raad voor maatschappelijk welzijn"),
    CouncilKind.PERMANENT_BUREAU: _("voorzitter van het vast bureau"),
    CouncilKind.SPECIAL_COMMITTEE: _("voorzitter van het bijzonder comité"),
}
MUNICIPAL = (CouncilKind.MUNICIPAL_COUNCIL, CouncilKind.COLLEGE)
LOCAL = (*MUNICIPAL, CouncilKind.WELFARE_COUNCIL, CouncilKind.PERMANENT_BUREAU, CouncilKind.SPECIAL_COMMITTEE)


def signers_for(organ: str, day: dt.date) -> list[str]:
    """The functions under which a decision of that organ is signed on that day."""
    chair = CHAIRS.get(CouncilKind(organ), _("voorzitter"))
    if organ not in LOCAL:
        return [str(_("secretaris")), str(chair)]
    if day >= NEW:
        return [str(_("algemeen directeur")), str(chair)]
    return [str(_("gemeentesecretaris") if organ in MUNICIPAL else _("secretaris van het OCMW")), str(chair)]
