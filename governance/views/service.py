"""Services: what a partnership offers, and who takes part on any day."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from governance import access
from governance.access import Can
from governance.actions import service as services
from governance.forms.periods import DayForm
from governance.forms.service import ServiceEditForm, ServiceFilterForm, ServiceForm
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of
from wegwijzer.ui.listing import Listing


@require_safe
def service_list(request: HttpRequest) -> HttpResponse:
    listing = Listing(
        request,
        access.services_for(request.user).with_participants_count(today()),
        sorts={"naam": "name", "verband": ("partnership__name", "name"), "deelnemers": "participants_count"},
        search=("name", "description"),
        filters=ServiceFilterForm(request.GET, partnerships=access.partnership_names(request.user)),
        noun=(_("dienst"), _("diensten")),
    )
    return render(request, "governance/service_list.html", {"listing": listing, "name": _("Diensten")})


@require_safe
def service_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The service, and who takes part on the day that is asked for (?op=2009-01-01)."""
    service = access.service_for(request.user, pk)
    question = DayForm.asked(request)
    every = access.participations_for(request.user).filter(service=service)
    rows = list(every.order_by("organisation__territory", "organisation__kind", "organisation__name", "from_on"))
    context = {
        "service": service,
        "question": question,
        "participants": [row for row in rows if row.holds(question.day)],
        "others": [row for row in rows if not row.holds(question.day)],
        "may": access.needs(request.user, service, [Can.EDIT_PARTNERSHIP, Can.SEE_HISTORY]),
        "history": access.history_for(request.user, service, every),
    }
    return render(request, "governance/service_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def service_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new service of partnership `pk`."""
    partnership = access.partnership_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    form = ServiceForm(posted(request))
    if form.is_valid():
        with refusals_in(form):
            service = services.add(partnership, by=request.user, **form.cleaned_data)
            messages.success(request, _("De dienst “%s” is toegevoegd. Voeg nu toe wie eraan deelneemt.") % service)
            return redirect("governance:service_detail", service.pk)
    back = reverse("governance:partnership_detail", args=[pk])
    return form_page(
        request,
        form,
        title=_("Nieuwe dienst van %s") % partnership,
        button=_("Voeg de dienst toe"),
        cancel_url=back,
        crumbs=[(_("Samenwerkingsverbanden"), reverse("governance:partnership_list")), (partnership, back)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def service_edit(request: HttpRequest, pk: int) -> HttpResponse:
    service = access.service_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    back = reverse("governance:service_detail", args=[pk])
    form = ServiceEditForm(posted(request), initial=values_of(service, ServiceEditForm))
    if form.is_valid():
        with refusals_in(form):
            ended = services.change(service, by=request.user, **form.cleaned_data)
            said = _("De dienst “%s” is bewaard.") % service
            if ended:
                said += " " + ngettext("Er eindigde %s deelname mee.", "Er eindigden %s deelnames mee.", ended) % ended
            messages.success(request, said)
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Wijzig de dienst %s") % service,
        button=_("Bewaar de dienst"),
        cancel_url=back,
        crumbs=[(_("Diensten"), reverse("governance:service_list")), (service, back)],
    )
