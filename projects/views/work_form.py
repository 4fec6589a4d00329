"""The list of work forms of a partnership."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance.forms.periods import WithdrawForm
from governance.models import Partnership
from projects import access
from projects.access import Can
from projects.actions import work_form as forms_of
from projects.forms.work_form import WorkFormChangeForm, WorkFormNameForm
from projects.models import USUAL_FORMS
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


@require_safe
def work_form_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The forms of partnership `pk`, and how often each is used."""
    partnership = access.partnership_for(request.user, pk)
    context = {
        "partnership": partnership,
        "rows": access.work_forms_with_use(partnership),
        "usual": [str(name) for name in USUAL_FORMS],
        "may": access.needs(request.user, partnership, [Can.EDIT_DOSSIER]),
    }
    return render(request, "projects/work_form_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def work_form_add(request: HttpRequest, pk: int) -> HttpResponse:
    partnership = access.partnership_for(request.user, pk, Can.EDIT_DOSSIER)
    form = WorkFormNameForm(posted(request))
    if form.is_valid():
        with refusals_in(form):
            forms_of.add(partnership, by=request.user, **form.cleaned_data)
            messages.success(request, _("De werkvorm is toegevoegd."))
            return redirect(_list(partnership))
    return _form_page(request, form, partnership, _("Voeg een werkvorm toe"), _("Voeg de werkvorm toe"))


@require_http_methods(["GET", "HEAD", "POST"])
def work_form_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.work_form_for(request.user, pk, Can.EDIT_DOSSIER)
    form = WorkFormChangeForm(posted(request), initial=values_of(row, WorkFormChangeForm))
    if form.is_valid():
        with refusals_in(form):
            forms_of.change(row, by=request.user, **form.cleaned_data)
            messages.success(request, _("De werkvorm is bewaard."))
            return redirect(_list(row.partnership))
    return _form_page(request, form, row.partnership, _("Wijzig de werkvorm"), _("Bewaar de werkvorm"))


@require_http_methods(["GET", "HEAD", "POST"])
def work_form_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.work_form_for(request.user, pk, Can.EDIT_DOSSIER)
    form = WithdrawForm(posted(request), initial={"version": row.version})
    if form.is_valid():
        with refusals_in(form):
            forms_of.remove(row, by=request.user, version=form.cleaned_data["version"])
            messages.success(request, _("De werkvorm is van de lijst."))
            return redirect(_list(row.partnership))
    return _form_page(request, form, row.partnership, _("Schrap de werkvorm"), _("Schrap de werkvorm"), lead=row.name)


def _list(partnership: Partnership) -> str:
    return reverse("projects:work_form_list", args=[partnership.pk])


def _form_page(
    request: HttpRequest, form: Any, partnership: Partnership, title: str, button: str, lead: str = ""
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        lead=lead or partnership,
        button=button,
        cancel_url=_list(partnership),
        crumbs=[
            (_("Uitwisseling"), reverse("projects:expertise_exchange_list", args=[partnership.pk])),
            (_("Werkvormen"), _list(partnership)),
            (title, None),
        ],
    )
