"""Recess: the weeks in which the organs of an organisation do not sit."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from governance import access
from governance.access import Can
from governance.actions import recess as recesses
from governance.forms.council import RecessEditForm, RecessForm
from governance.forms.periods import WithdrawForm
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


@require_http_methods(["GET", "HEAD", "POST"])
def recess_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A recess of organisation `pk`."""
    organisation = access.organisation_for(request.user, pk, Can.EDIT_COUNCIL)
    form = RecessForm(posted(request), initial=RecessForm.usual(today()))
    if form.is_valid():
        with refusals_in(form):
            recess = recesses.add(organisation, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het %s is toegevoegd.") % recess)
            return redirect(_home(organisation))
    return _page(request, form, organisation, _("Voeg een reces toe"), _("Voeg het reces toe"))


@require_http_methods(["GET", "HEAD", "POST"])
def recess_edit(request: HttpRequest, pk: int) -> HttpResponse:
    recess = access.recess_for(request.user, pk, Can.EDIT_COUNCIL)
    form = RecessEditForm(posted(request), initial=values_of(recess, RecessEditForm))
    if form.is_valid():
        with refusals_in(form):
            recesses.change(recess, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het %s is bewaard.") % recess)
            return redirect(_home(recess.organisation))
    return _page(request, form, recess.organisation, _("Wijzig het reces"), _("Bewaar het reces"))


@require_http_methods(["GET", "HEAD", "POST"])
def recess_remove(request: HttpRequest, pk: int) -> HttpResponse:
    recess = access.recess_for(request.user, pk, Can.EDIT_COUNCIL)
    form = WithdrawForm(posted(request), initial={"version": recess.version})
    if form.is_valid():
        with refusals_in(form):
            recesses.remove(recess, by=request.user, version=form.cleaned_data["version"])
            messages.success(request, _("Het %s is geschrapt.") % recess)
            return redirect(_home(recess.organisation))
    return _page(request, form, recess.organisation, _("Schrap het reces"), _("Schrap het reces"), about=f", {recess}")


def _home(organisation: Organisation) -> str:
    """Recess stands with the councils that it is for."""
    council = organisation.councils.order_by("pk").first()
    if council is None:
        return reverse("governance:organisation_detail", args=[organisation.pk])
    return reverse("governance:council_detail", args=[council.pk])


def _page(
    request: HttpRequest, form: Any, organisation: Organisation, title: str, button: str, about: str = ""
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        lead=f"{organisation}{about}",
        button=button,
        cancel_url=_home(organisation),
        crumbs=[
            (_("Raden"), reverse("governance:council_list")),
            (organisation, reverse("governance:organisation_detail", args=[organisation.pk])),
        ],
    )
