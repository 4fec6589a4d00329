"""The life of a dossier as data: each move, and what stands in its way, in sentences that page and guard share."""

from django.utils.translation import gettext as _now
from django.utils.translation import ngettext

from projects.models.claim import ClaimState
from projects.models.dossier import BEFORE_SUBMISSION, Dossier, DossierState
from projects.models.dossier_standing import DossierStanding
from wegwijzer.accounts.periods import in_words, today
from wegwijzer.lifecycle import Move

SETTLED = (ClaimState.PAID, ClaimState.WITHDRAWN)


def missing_to_go(dossier: Dossier) -> list[str]:
    """The decision to apply has to have taken effect."""
    return DossierStanding(dossier).go_lacks


def missing_to_submit(dossier: Dossier) -> list[str]:
    """Checklist complete, budget balanced and covered, approvals in. The deadline is asked with the day (action)."""
    return DossierStanding(dossier).blocking


def missing_to_report(dossier: Dossier) -> list[str]:
    """A final report tells what was done, so it waits until the period of the grant has begun."""
    if dossier.from_on is None or dossier.from_on <= today():
        return []
    return [_now("Het project begint pas op %s.") % in_words(dossier.from_on)]


def missing_to_close(dossier: Dossier) -> list[str]:
    """What was asked of the dossier is there, its final report too, and every claim was paid or withdrawn."""
    standing = DossierStanding(dossier)
    found = [f"{row.requirement.title}: {row.lacking}" for row in standing.checklist if not row.is_done]
    found += standing.report_lacks
    if count := dossier.claims.exclude(state__in=SETTLED).count():
        words = ngettext(
            "%s schuldvordering is nog niet betaald.", "%s schuldvorderingen zijn nog niet betaald.", count
        )
        found.append(words % count)
    return found


BEFORE_ANSWER = (*BEFORE_SUBMISSION, DossierState.SUBMITTED)

DOSSIER_LIFECYCLE = {
    "go": Move([DossierState.IDEA], DossierState.GO, missing_to_go),
    "no_go": Move([DossierState.IDEA], DossierState.NO_GO),
    "draft": Move([DossierState.GO], DossierState.DRAFTING),
    "ask_approval": Move([DossierState.DRAFTING], DossierState.IN_APPROVAL),
    "redraft": Move([DossierState.IN_APPROVAL], DossierState.DRAFTING),
    "submit": Move([DossierState.IN_APPROVAL], DossierState.SUBMITTED, missing_to_submit),
    "award": Move([DossierState.SUBMITTED], DossierState.AWARDED),
    "refuse": Move([DossierState.SUBMITTED], DossierState.REFUSED),
    "start": Move([DossierState.AWARDED], DossierState.RUNNING),
    "report": Move([DossierState.RUNNING], DossierState.FINAL_REPORT, missing_to_report),
    "close": Move([DossierState.FINAL_REPORT], DossierState.CLOSED, missing_to_close),
    "withdraw": Move(BEFORE_ANSWER, DossierState.WITHDRAWN),
    # taken up again, or noted by mistake
    "reconsider": Move([DossierState.NO_GO, DossierState.WITHDRAWN], DossierState.IDEA),
    "undo_submission": Move([DossierState.SUBMITTED], DossierState.IN_APPROVAL),
    "undo_answer": Move([DossierState.AWARDED, DossierState.REFUSED], DossierState.SUBMITTED),
    "undo_start": Move([DossierState.RUNNING], DossierState.AWARDED),
    "resume": Move([DossierState.FINAL_REPORT], DossierState.RUNNING),
    "reopen": Move([DossierState.CLOSED], DossierState.FINAL_REPORT),
}
# Takes no day: it says that an earlier one was wrong, and why.
MENDING = ("reconsider", "undo_submission", "undo_answer", "undo_start", "resume", "reopen")
WITH_REASON = ("no_go", "withdraw", *MENDING)
