"""One button reminds the councils that did not answer yet, and only those."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from governance import access
from governance.access import Can
from governance.actions import round_reminder as reminders
from governance.models import RoundState, book_of
from governance.notifications import approval_round as notifications
from governance.notifications.round_reminder import outstanding
from wegwijzer.accounts.periods import today
from wegwijzer.lifecycle import Refused
from wegwijzer.reminders.stages import is_urgent


@require_http_methods(["GET", "HEAD", "POST"])
def round_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """The text, who gets it, how many mails each had this month, and who can not be reached; then one button."""
    round_ = access.approval_round_for(request.user, pk, Can.EDIT_ROUND)
    round_url = reverse("governance:approval_round_detail", args=[pk])
    if round_.state != RoundState.OPEN:
        messages.info(request, _("Deze ronde loopt niet. Er is niemand om te herinneren."))
        return redirect(round_url)
    if request.method == "POST":
        try:
            count = reminders.remind(round_, by=request.user)
            messages.success(request, ngettext("Er vertrekt %s mail.", "Er vertrekken %s mails.", count) % count)
        except Refused as refused:
            messages.info(request, " ".join(refused.reasons))
        return redirect(round_url)
    rows = outstanding(book_of(round_))
    reminded = [row for row in rows if row.reminded]
    letter = notifications.preview(notifications.REMINDER, round_, (reminded or rows)[0].party) if rows else ("", "")
    context = {
        "round": round_,
        "rows": rows,
        "boards": len(reminded),
        "mails": sum(len(row.reminded) for row in rows),
        "subject": letter[0],
        "body": letter[1],
        "is_urgent": is_urgent(round_.deadline_on, today()),
        "cancel_url": round_url,
    }
    return render(request, "governance/round_remind.html", context)
