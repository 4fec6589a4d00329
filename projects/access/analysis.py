"""What an analysis can be about and what it holds, and who comes by a signed link; for plans that passed their gate."""

from django.db.models import Prefetch, QuerySet

from governance.models import read_key
from projects.models import (
    SIGNER,
    Finding,
    Objective,
    Plan,
    ServiceSheet,
    SheetHindrance,
    SheetRequest,
    hindrance_of,
)
from wegwijzer.outbox.models import Message


def themes_of(plan: Plan) -> dict[int, str]:
    """What the themes of its partnership are called, by key and in alphabetical order."""
    return dict(plan.partnership.themes.values_list("pk", "name"))


def target_groups_of(plan: Plan) -> dict[int, str]:
    return dict(plan.partnership.target_groups.values_list("pk", "name"))


def findings_of(plan: Plan) -> "QuerySet[Finding]":
    return plan.findings.select_related("theme", "target_group").prefetch_related("objectives")


def sheets_of(plan: Plan) -> "QuerySet[ServiceSheet]":
    return plan.sheets.select_related("theme", "target_group", "organisation", "request")


def other_plans_of(plan: Plan) -> "QuerySet[Plan]":
    """Whose lines can hang in it: all others of the partnership."""
    return Plan.objects.filter(partnership=plan.partnership_id).exclude(pk=plan.pk).order_by("title")


def lines_of(plan: Plan) -> "QuerySet[Objective]":
    """The lines of those others, with their plan."""
    rows = Objective.objects.filter(plan__partnership=plan.partnership_id).exclude(plan=plan)
    return rows.select_related("plan").order_by()


def requests_of(plan: Plan) -> "QuerySet[SheetRequest]":
    """With their sheets."""
    sheets = ServiceSheet.objects.select_related("theme", "target_group").order_by("theme__name", "target_group__name")
    return plan.sheet_requests.select_related("organisation").prefetch_related(Prefetch("sheets", queryset=sheets))


def mails_about(request: SheetRequest) -> "QuerySet[Message]":
    """What was mailed to that service, the newest first."""
    return Message.objects.about(request).order_by("-pk")


class DeadSheetLink(Exception):
    """A link that opens nothing: `why`, and the request it was for, as far as there is one."""

    def __init__(self, why: SheetHindrance, request: SheetRequest | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.request = request


def sheet_link_for(key: str) -> tuple[SheetRequest, int]:
    """The request behind a key, and which making of the link it is. Raises DeadSheetLink.

    Asks the database nothing for a key that is not ours.
    """
    read = read_key(key, SIGNER)
    if read is None:
        raise DeadSheetLink(SheetHindrance.FORGED)
    pk, stamp = read
    request = SheetRequest.objects.select_related("plan__partnership__organisation").filter(pk=pk).first()
    if request is None:
        raise DeadSheetLink(SheetHindrance.FORGED)
    if (why := hindrance_of(request, stamp)) is not None:
        raise DeadSheetLink(why, request)
    return request, stamp


def sheets_behind(request: SheetRequest) -> "QuerySet[ServiceSheet]":
    """What can be filled in with its link, and nothing else."""
    rows = ServiceSheet.objects.filter(request=request).select_related("theme", "target_group")
    return rows.order_by("theme__name", "target_group__name")
