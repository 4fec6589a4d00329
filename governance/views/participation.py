"""Taking part in a service, and stopping."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from governance import access
from governance.access import Can
from governance.actions import participation as participations
from governance.forms.membership import MembershipForm
from governance.forms.periods import EndForm, PeriodEditForm
from governance.models import Service
from wegwijzer.accounts.periods import today
from wegwijzer.ui import words
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


@require_http_methods(["GET", "HEAD", "POST"])
def participation_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new participant in service `pk`, member of the partnership or not."""
    service = access.service_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    form = MembershipForm(posted(request), known=access.organisations_for(request.user))
    if form.is_valid():
        with refusals_in(form):
            told = form.cleaned_data
            added = participations.start(
                service, form.party, by=request.user, from_on=told["from_on"], until_on=told["until_on"]
            )
            messages.success(
                request,
                _("%(who)s neemt deel aan %(service)s, %(span)s.")
                % {"who": added.organisation, "service": service, "span": added.span},
            )
            return redirect("governance:service_detail", pk)
    lead = _("Deelnemen is een keuze apart van het lidmaatschap: ook wie geen lid is, kan deelnemen.")
    return _page(request, form, service, _("Nieuwe deelnemer aan %s") % service, _("Voeg de deelnemer toe"), lead)


@require_http_methods(["GET", "HEAD", "POST"])
def participation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the days of taking part."""
    row = access.participation_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    form = PeriodEditForm(posted(request), initial=values_of(row, PeriodEditForm))
    if form.is_valid():
        with refusals_in(form):
            participations.change(row, by=request.user, **form.cleaned_data)
            messages.success(request, _("De data van deze deelname zijn bewaard."))
            return redirect("governance:service_detail", row.service_id)
    lead = _("%(who)s neemt deel %(span)s.") % {"who": row.organisation, "span": row.span}
    return _page(request, form, row.service, _("Wijzig de data van %s") % row.organisation, _("Bewaar de data"), lead)


@require_http_methods(["GET", "HEAD", "POST"])
def participation_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop taking part; the membership of the partnership goes on."""
    row = access.participation_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    form = EndForm(posted(request), initial={"until_on": row.until_on or today(), "version": row.version})
    if form.is_valid():
        with refusals_in(form):
            participations.end(row, by=request.user, **form.cleaned_data)
            messages.success(
                request,
                _("%(who)s neemt deel tot en met %(day)s.") % {"who": row.organisation, "day": words.day(row.until_on)},
            )
            return redirect("governance:service_detail", row.service_id)
    lead = _("%(who)s neemt deel %(span)s. Het lidmaatschap verandert niet.") % {
        "who": row.organisation,
        "span": row.span,
    }
    title = _("Beëindig de deelname van %s") % row.organisation
    return _page(request, form, row.service, title, _("Beëindig de deelname"), lead)


def _page(
    request: HttpRequest,
    form: MembershipForm | PeriodEditForm | EndForm,
    service: Service,
    title: str,
    button: str,
    lead: str,
) -> HttpResponse:
    back = reverse("governance:service_detail", args=[service.pk])
    return form_page(
        request,
        form,
        title=title,
        lead=lead,
        button=button,
        cancel_url=back,
        crumbs=[(_("Diensten"), reverse("governance:service_list")), (service, back)],
    )
