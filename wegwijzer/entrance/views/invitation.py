"""Accepting an invitation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wegwijzer.entrance.actions import invitation, session, throttle
from wegwijzer.entrance.forms.password import NewPasswordForm
from wegwijzer.entrance.views.password import secret_page
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page


def _over(request: HttpRequest) -> HttpResponse:
    return secret_page(render(request, "entrance/link_over.html", {"what": "invitation"}, status=404))


@login_not_required
@sensitive_post_parameters("new_password")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password and come in. Only sending the form uses the link up: mail programs look at links too."""
    if wait := throttle.take(throttle.LINK, request) if request.method == "POST" else 0:
        return secret_page(errors.too_many(request, wait))
    invited = invitation.opened_by(token)
    if invited is None:
        return _over(request)
    form = NewPasswordForm(request.POST or None, user=invited.user)
    if form.is_valid():
        try:
            user = invitation.accept(invited, form.cleaned_data["new_password"])
        except (Refused, Stale):
            return _over(request)
        session.admit(request, user)
        messages.success(request, _("Welkom. Uw login is klaar."))
        return secret_page(redirect("home:start"))
    return secret_page(form_page(request, form, template="entrance/invitation_accept.html", invitation=invited))
