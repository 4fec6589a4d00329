"""A service that was asked for sheets, as long as its link works; then the coordinator, who can ask again."""

from collections.abc import Iterator
from functools import partial

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from governance.reminders.people import coordinators_of
from projects.models import EMPTY_SHEET, SheetRequest, end_of, last_day_of
from wegwijzer.reminders.registry import Party, Rule, Wait, Window


def waits(window: Window) -> Iterator[Wait]:
    # A link that is good up to and including a day ends when the next one begins.
    rows = SheetRequest.objects.filter(
        withdrawn_at=None,
        expires_at__gt=end_of(window.since - window.since.resolution),
        expires_at__lte=end_of(window.until),
    )
    rows = window.of(rows).annotate(empty=Count("sheets", filter=EMPTY_SHEET)).filter(empty__gt=0)
    found = list(rows.select_related("plan__partnership").order_by("pk"))
    coordinators = coordinators_of({row.partnership.pk for row in found}, window.day)
    for row in found:
        due_on = last_day_of(row)
        words = ngettext("Vul %s inventarisatiefiche in", "Vul %s inventarisatiefiches in", row.empty)
        yield Wait(
            subject=row.pk,
            due_on=due_on,
            # Past its last day the link opens nothing any more.
            people=[Party(row.email, row.name)] if due_on >= window.day else [],
            title=words % row.empty,
            about=f"{row.name} – {row.plan}",
            path=reverse("projects:sheet_request_detail", args=[row.pk]),
            scope=row.partnership.organisation_id,
            told_on=timezone.localdate(row.created_at),
            watchers=coordinators.get(row.partnership.pk, []),
            link=partial(_own_page, row),
        )


def _own_page(request: SheetRequest, address: str) -> str | None:
    """Where the service fills them in without a login; nobody else gets there by a mail."""
    return reverse("projects:sheet_link", args=[request.key]) if address == request.email.lower() else None


RULE = Rule(
    "projects.sheet_request", gettext_lazy("gevraagde inventarisatiefiches"), waits, ahead=(10, 2), after=(), escalate=1
)
