"""Versions of a plan: frozen, put to the councils, approved elsewhere."""

import datetime as dt
from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions import approval_round
from governance.actions.periods import refuse_future
from governance.actions.round_plan import Asked
from governance.actions.round_plan import Plan as RoundPlan
from governance.models import ApprovalRound, Clause, Measure, RoundKind, RoundState, Rule, organs_of
from projects.actions import plan_paper
from projects.models import Plan, PlanVersion, Tie
from projects.models.plan_content import canonical, checksum_of, content_of
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

FIXED = "projects.plan_version.fixed"
ADOPTED = "projects.plan_version.adopted"
ASKED = "projects.plan_version.asked"
LONGEST_TITLE = 160


@transaction.atomic
def fix(plan: Plan, *, by: User, evaluation: str = "") -> PlanVersion:
    """Freeze the plan as it stands today, with what the evaluation says, and have it printed in the background.

    Doing it twice gives the same version.

    Raises Refused when nothing is different from the last one and nothing is said about it.
    """
    hold(plan)
    text = canonical(content_of(plan))
    checksum = checksum_of(text)
    last = plan.versions.order_by("-number").first()
    if last is not None and last.checksum == checksum and evaluation in ("", last.evaluation):
        if evaluation and last.made_on == today():
            return last  # the same button, pressed twice
        said = _("Er is niets gewijzigd sinds versie %s. Wijzig eerst het plan, of schrijf een evaluatie.")
        raise Refused(said % last.number, field="evaluation")
    version = PlanVersion.objects.create(
        plan=plan,
        number=last.number + 1 if last else 1,
        made_on=today(),
        made_by=by,
        evaluation=evaluation,
        content=text,
        checksum=checksum,
    )
    changes = {"number": version.number, "evaluation": evaluation, "checksum": checksum}
    record(FIXED, version, by=by, scope=plan.partnership.organisation, changes=changes)
    plan_paper.order(version, by=by)
    return version


@transaction.atomic
def adopt(row: PlanVersion, *, by: User, version: int, adopted_on: dt.date | None) -> None:
    """Say on which day it was approved outside the system; no day takes that back. Raises Refused, Stale."""
    refuse_future(adopted_on, "adopted_on")
    if adopted_on is not None and row.round_id is not None:
        raise Refused(_("Deze versie ligt voor aan de raden: hun antwoorden zeggen of ze goedgekeurd is."))
    row.version = version
    changes = write(row, adopted_on=adopted_on)
    if changes:
        record(ADOPTED, row, by=by, scope=row.plan.partnership.organisation, changes=changes)


@transaction.atomic
def ask(
    row: PlanVersion,
    *,
    by: User,
    version: int,
    boards: Iterable[Organisation],
    deadline_on: dt.date,
    file: UploadedFile | None = None,
) -> ApprovalRound:
    """Prepare the round that puts this version to the councils of these boards; it is sent from its own page.

    `file` goes along as annex (plan_paper.annex_of).
    A version whose round was stopped can be put again. Raises Refused, Stale.
    """
    plan = row.plan
    hold(plan)
    before = row.round
    if before is not None and before.state != RoundState.CANCELLED:
        raise Refused(_("Deze versie ligt al voor aan de raden."))
    if row.adopted_on is not None:
        raise Refused(_("Deze versie is al goedgekeurd."))
    asked = [Asked(board, organs_of(board.kind)[0]) for board in boards]
    round_ = approval_round.prepare(plan.partnership, _question(row, asked, deadline_on, file), by=by)
    row.version = version
    changes = write(row, round=round_)
    Tie.objects.get_or_create(plan=plan, round=round_)
    record(ASKED, row, by=by, scope=plan.partnership.organisation, changes=changes)
    return round_


def _question(row: PlanVersion, asked: list[Asked], deadline_on: dt.date, file: UploadedFile | None) -> RoundPlan:
    words = {"plan": row.plan.title, "number": row.number, "checksum": row.checksum}
    title = _("%(plan)s, versie %(number)s") % words
    return RoundPlan(
        columns={
            "kind": RoundKind.PLAN,
            "title": title[:LONGEST_TITLE],
            "year": None,
            "consequence": "",
            "asked_on": None,
            "deadline_on": deadline_on,
        },
        wording={
            "question": _("Keurt de raad versie %(number)s van ‘%(plan)s’ goed?") % words,
            "facts": _("De tekst ligt vast met controlegetal (SHA-256) %(checksum)s.") % words,
            "grounds": "",
            "articles": _("Enig artikel. De raad keurt versie %(number)s van ‘%(plan)s’ goed.") % words,
        },
        asked=asked,
        clauses=[Clause(Measure.BOARDS, Rule.ALL)],
        file=file,
    )
