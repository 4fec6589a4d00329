"""The agreements of a body about feedback: which audience hears by which channel, and how soon."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from governance import access
from governance.access import Can
from governance.actions import communication_rule as communication_rules
from governance.forms.feedback import CommunicationRuleChangeForm, CommunicationRuleForm
from governance.models import Body
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


@require_http_methods(["GET", "HEAD", "POST"])
def communication_rule_add(request: HttpRequest, pk: int) -> HttpResponse:
    """For body `pk`."""
    body = access.body_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    form = CommunicationRuleForm(posted(request))
    if form.is_valid():
        with refusals_in(form):
            rule = communication_rules.add(body, by=request.user, **form.cleaned_data)
            messages.success(request, _("De afspraak staat erbij: %s.") % rule)
            return redirect(_home(body))
    return form_page(
        request,
        form,
        title=_("Nieuwe afspraak over terugkoppeling"),
        lead=_("Na elke vergadering van %s komt dit op de lijst van wat te vertellen is.") % body,
        button=_("Voeg de afspraak toe"),
        cancel_url=_home(body),
        crumbs=_crumbs(body),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def communication_rule_edit(request: HttpRequest, pk: int) -> HttpResponse:
    rule = access.communication_rule_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    form = CommunicationRuleChangeForm(posted(request), initial=values_of(rule, CommunicationRuleChangeForm))
    if form.is_valid():
        with refusals_in(form):
            communication_rules.change(rule, by=request.user, **form.cleaned_data)
            messages.success(request, _("De afspraak is bewaard."))
            return redirect(_home(rule.body))
    return form_page(
        request,
        form,
        title=_("Wijzig de afspraak"),
        lead=str(rule),
        button=_("Bewaar de afspraak"),
        cancel_url=_home(rule.body),
        crumbs=_crumbs(rule.body),
    )


@require_POST
def communication_rule_remove(request: HttpRequest, pk: int) -> HttpResponse:
    rule = access.communication_rule_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    said = str(rule)
    communication_rules.remove(rule, by=request.user)
    messages.success(request, _("De afspraak is geschrapt: %s. Lijsten die er al waren, blijven.") % said)
    return redirect(_home(rule.body))


def _home(body: Body) -> str:
    return reverse("governance:body_detail", args=[body.pk]) + "#terugkoppeling"


def _crumbs(body: Body) -> list[tuple[object, str | None]]:
    return [(_("Organen"), reverse("governance:body_list")), (body, reverse("governance:body_detail", args=[body.pk]))]
