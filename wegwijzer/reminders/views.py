"""How somebody wants to be mailed: the own page, and stopping from a mail without a login."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.reminders.access import can_choose, choice_of, has_stopped
from wegwijzer.reminders.actions import choice as choices
from wegwijzer.reminders.forms import ChoiceForm
from wegwijzer.reminders.letter import address_of
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of
from wegwijzer.ui.secret import secret


@require_http_methods(["GET", "HEAD", "POST"])
def choice(request: HttpRequest) -> HttpResponse:
    """How often, in which language, about what, and not until when."""
    assert isinstance(request.user, User)
    row = choice_of(request.user)
    initial = values_of(row, ChoiceForm)
    if row.quiet_until is not None and row.quiet_until < today():
        initial["quiet_until"] = None  # over: it does not have to be taken out by hand
    form = ChoiceForm(posted(request), initial=initial)
    if form.is_valid():
        with refusals_in(form):
            choices.choose(request.user.email, by=request.user, **form.cleaned_data)
            messages.success(request, _("Uw keuze is bewaard."))
            return redirect("reminders:choice")
    return form_page(request, form, template="reminders/choice.html")


# Mail programs send this by themselves when somebody presses "unsubscribe": without a page before it, so without the
# mark that forms carry. What is signed in the address is the proof (RFC 8058, section 3.2).
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponseBase:
    """Asks with a button, or does at once what a mail program sends; who stopped already reads that."""
    address = address_of(token)
    if address is None:
        raise Http404
    done = "stopped" if has_stopped(address) else ""
    if request.method == "POST":
        done = "resumed" if "resume" in request.POST else "stopped"
        (choices.resume if done == "resumed" else choices.stop)(address)
    context = {"done": done, "token": token, "can_choose": can_choose(address)}
    return secret(render(request, "reminders/stop.html", context))
