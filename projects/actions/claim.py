"""A claim while its creditor works on it: begun, corrected, its lines and its evidence.

Whoever changes a claim or pays on it holds the dossier first: what is left of a budget is one rule over all its claims.
"""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from governance.actions.document import kept
from governance.actions.periods import refuse_order
from governance.models import Document
from projects.models import Claim, ClaimEvidence, ClaimLine, Dossier, DossierState, communication_of, read_claims
from projects.models.claim import MOST_CLAIMS
from projects.models.claim_book import too_much
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import in_words
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold, touch
from wegwijzer.lifecycle import change as write

ADDED = "projects.claim.added"
CHANGED = "projects.claim.changed"
LINE_ADDED = "projects.claim.line_added"
LINE_CHANGED = "projects.claim.line_changed"
LINE_REMOVED = "projects.claim.line_removed"
EVIDENCE_ADDED = "projects.claim.evidence_added"
EVIDENCE_REMOVED = "projects.claim.evidence_removed"
CAN_CLAIM = (DossierState.AWARDED, DossierState.RUNNING, DossierState.FINAL_REPORT)
MOST_EVIDENCE, MOST_LINES = 60, 200


@transaction.atomic
def add(dossier: Dossier, creditor: Organisation, *, by: User, **values: Any) -> Claim:
    """Begin a claim of `creditor`, with the next number.

    Raises Refused while there is no grant to claim from, and for costs from before the first day that it covers.
    """
    hold(dossier)
    debtor = debtor_for(dossier, creditor)
    _refuse_period(dossier, values)
    number = (dossier.claims.aggregate(last=Max("number"))["last"] or 0) + 1
    if number > MOST_CLAIMS:
        raise Refused(_("Een dossier telt hoogstens %s schuldvorderingen.") % MOST_CLAIMS)
    claim = Claim.objects.create(
        dossier=dossier,
        number=number,
        creditor=creditor,
        debtor=debtor,
        communication=communication_of(dossier, number),
        **values,
    )
    told = values | {"creditor": creditor, "debtor": debtor, "communication": claim.communication}
    record(ADDED, claim, by=by, scope=dossier.partnership.organisation, changes=told)
    return claim


def debtor_for(dossier: Dossier, creditor: Organisation) -> Organisation:
    """Who pays `creditor`: the applicant of the dossier, and the applicant itself gets it from the funder.

    Raises Refused while nothing can be claimed.
    """
    if dossier.state not in CAN_CLAIM:
        raise Refused(
            _("Een schuldvordering kan pas als de subsidie toegekend is. Het dossier is nu “%s”.")
            % dossier.get_state_display()
        )
    if dossier.applicant is None:
        raise Refused(_("Zeg eerst bij het dossier welk bestuur de aanvrager is: dat betaalt de andere besturen."))
    if creditor != dossier.applicant:
        return dossier.applicant
    if dossier.call is None or dossier.call.funder == creditor:
        raise Refused(_("Kies eerst bij het dossier de oproep: de aanvrager vordert van de subsidiegever."))
    return dossier.call.funder


@transaction.atomic
def change(claim: Claim, *, by: User, version: int, **values: Any) -> Mapping[str, Any]:
    """Correct its kind, period and remarks; returns what changed. Raises Refused, Stale."""
    hold(claim.dossier)
    _refuse_period(claim.dossier, values)
    _refuse_closed(claim)
    claim.version = version
    changes = write(claim, **values)
    if changes:
        record(CHANGED, claim, by=by, scope=_scope(claim), changes=changes)
    return changes


@transaction.atomic
def add_line(claim: Claim, *, by: User, **values: Any) -> ClaimLine:
    """An amount against a line of the budget. Raises Refused for more than is left there without a reason."""
    _open(claim)
    if claim.lines.count() >= MOST_LINES:
        raise Refused(_("Een schuldvordering telt hoogstens %s lijnen.") % MOST_LINES)
    _refuse_line(claim, values)
    line = ClaimLine.objects.create(claim=claim, **values)
    touch(claim)
    record(LINE_ADDED, claim, by=by, scope=_scope(claim), changes=values)
    return line


@transaction.atomic
def change_line(line: ClaimLine, *, by: User, version: int, **values: Any) -> None:
    """Correct a line. Raises Refused as `add_line` does, Stale."""
    claim = line.claim
    _open(claim)
    _refuse_line(claim, values, but=line.pk)
    line.version = version
    changes = write(line, **values)
    if changes:
        touch(claim)
        record(LINE_CHANGED, claim, by=by, scope=_scope(claim), changes=changes, reason=str(line))


@transaction.atomic
def remove_line(line: ClaimLine, *, by: User, version: int) -> None:
    """Take a line away; history keeps it. Raises Refused, Stale."""
    claim = line.claim
    _open(claim)
    found = ClaimLine.objects.filter(pk=line.pk)
    if not found.filter(version=version).exists():
        raise Stale(found.first())
    told = {"budget_line": line.budget_line, "description": line.description, "amount": line.amount}
    found.delete()
    touch(claim)
    record(LINE_REMOVED, claim, by=by, scope=_scope(claim), changes=told)


@transaction.atomic
def add_evidence(claim: Claim, file: UploadedFile, *, by: User, title: str) -> ClaimEvidence:
    """A file that shows a cost; `file` comes from a DocumentField. The same file again changes nothing.

    Raises Refused for more than sixty.
    """
    _open(claim)
    rows = claim.evidence.select_related("document").prefetch_related("document__versions")
    for row in rows:
        if row.document.newest.checksum == file.checksum:  # type: ignore[attr-defined]
            return row
    if len(rows) >= MOST_EVIDENCE:
        raise Refused(_("Een schuldvordering telt hoogstens %s bewijsstukken. Voeg bestanden samen.") % MOST_EVIDENCE)
    document = Document(partnership=claim.partnership, title=title)
    with kept(document, file, by) as version:
        evidence = ClaimEvidence.objects.create(claim=claim, document=document)
        touch(claim)
        told = {"document": document, "name": version.name, "size": version.size, "checksum": version.checksum}
        record(EVIDENCE_ADDED, claim, by=by, scope=_scope(claim), changes=told)
    return evidence


@transaction.atomic
def remove_evidence(evidence: ClaimEvidence, *, by: User) -> None:
    """Take a file away from a claim; the file itself is kept, for history names it. Raises Refused."""
    claim = evidence.claim
    _open(claim)
    rows, _by_model = ClaimEvidence.objects.filter(pk=evidence.pk).delete()
    if rows:
        touch(claim)
        record(EVIDENCE_REMOVED, claim, by=by, scope=_scope(claim), changes={"document": evidence.document})


def fresh(claim: Claim) -> None:
    """The claim and its lines as they are now; the caller holds the dossier."""
    dossier = claim.dossier
    claim.refresh_from_db()
    claim.dossier = dossier


def _open(claim: Claim) -> None:
    """Hold what decides over a claim, and see that its creditor still works on it."""
    hold(claim.dossier)
    fresh(claim)
    _refuse_closed(claim)


def _refuse_period(dossier: Dossier, values: Mapping[str, Any]) -> None:
    from_on = values.get("from_on")
    refuse_order(from_on, values.get("until_on"))
    if from_on and dossier.from_on and from_on < dossier.from_on:
        said = _("De subsidie geldt vanaf %s: kosten van daarvoor worden niet vergoed.") % in_words(dossier.from_on)
        raise Refused(said, field="from_on")


def _refuse_closed(claim: Claim) -> None:
    if not claim.is_editable:
        raise Refused(claim.refusal("change"))


def _refuse_line(claim: Claim, values: Mapping[str, Any], but: int = 0) -> None:
    """What the budget says of a line; the caller holds the dossier."""
    book, chosen = read_claims(claim.dossier), values["budget_line"]
    if book.budget is None or not book.budget.is_fixed:
        raise Refused(_("Een begroting die nog kan veranderen, draagt geen schuldvordering. Leg ze eerst vast."))
    if chosen not in claimable(book.in_force, claim):
        raise Refused(_("Kies een lijn uit de begroting die nu geldt."), field="budget_line")
    series = book.series_of[chosen.pk]
    mine = sum(line.amount for line in claim.parts if book.series_of[line.budget_line_id] == series and line.pk != but)
    left = book.left_for(claim)[series]
    if mine + values["amount"] > left and not values.get("over_reason"):
        raise Refused(too_much(book.newest[series], left, mine + values["amount"]), field="over_reason")


def claimable(lines: Any, claim: Claim) -> list[Any]:
    """Of the lines of a budget those that this creditor can claim: its own, and those of nobody in particular.

    The applicant claims all of them from the funder.
    """
    mine = (None, claim.creditor_id)
    return [line for line in lines if claim.is_to_funder or line.organisation_id in mine]


def _scope(claim: Claim) -> Organisation:
    return claim.partnership.organisation
