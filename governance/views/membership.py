"""Joining and leaving a partnership."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from governance import access
from governance.access import Can
from governance.actions import membership as memberships
from governance.forms.membership import MembershipForm
from governance.forms.periods import EndForm, PeriodEditForm
from governance.models import Membership
from wegwijzer.accounts.periods import today
from wegwijzer.ui import words
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


@require_http_methods(["GET", "HEAD", "POST"])
def membership_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new member of partnership `pk`."""
    partnership = access.partnership_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    back = reverse("governance:partnership_detail", args=[pk])
    known = access.organisations_for(request.user).exclude(pk=partnership.organisation_id)
    form = MembershipForm(posted(request), known=known)
    if form.is_valid():
        with refusals_in(form):
            told = form.cleaned_data
            added = memberships.start(
                partnership, form.party, by=request.user, from_on=told["from_on"], until_on=told["until_on"]
            )
            messages.success(
                request,
                _("%(who)s is lid van %(partnership)s, %(span)s.")
                % {"who": added.organisation, "partnership": partnership, "span": added.span},
            )
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Nieuw lid van %s") % partnership,
        button=_("Maak lid"),
        cancel_url=back,
        crumbs=[(_("Samenwerkingsverbanden"), reverse("governance:partnership_list")), (partnership, back)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def membership_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the days of a membership."""
    membership = access.membership_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    form = PeriodEditForm(posted(request), initial=values_of(membership, PeriodEditForm))
    if form.is_valid():
        with refusals_in(form):
            ended = memberships.change(membership, by=request.user, **form.cleaned_data)
            messages.success(request, _told(_("De data van dit lidmaatschap zijn bewaard."), ended))
            return redirect("governance:partnership_detail", membership.partnership_id)
    title = _("Wijzig de data van %s") % membership.organisation
    return _page(request, form, membership, title, _("Bewaar de data"))


@require_http_methods(["GET", "HEAD", "POST"])
def membership_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the partnership; the mandates for this member end on the same day."""
    membership = access.membership_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    form = EndForm(posted(request), initial={"until_on": membership.until_on or today(), "version": membership.version})
    if form.is_valid():
        with refusals_in(form):
            ended = memberships.end(membership, by=request.user, **form.cleaned_data)
            said = _("%(who)s is lid tot en met %(day)s.") % {
                "who": membership.organisation,
                "day": words.day(membership.until_on),
            }
            messages.success(request, _told(said, ended))
            return redirect("governance:partnership_detail", membership.partnership_id)
    title = _("Beëindig het lidmaatschap van %s") % membership.organisation
    return _page(request, form, membership, title, _("Beëindig het lidmaatschap"))


def _told(sentence: str, ended: int) -> str:
    """The sentence, and how many mandates ended with it."""
    if not ended:
        return sentence
    count = ngettext("Er eindigde %s mandaat mee.", "Er eindigden %s mandaten mee.", ended) % ended
    return f"{sentence} {count}"


def _page(
    request: HttpRequest, form: EndForm | PeriodEditForm, row: Membership, title: str, button: str
) -> HttpResponse:
    back = reverse("governance:partnership_detail", args=[row.partnership_id])
    return form_page(
        request,
        form,
        title=title,
        lead=_("%(who)s is lid van %(partnership)s, %(span)s. De mandaten voor dit lid eindigen mee.")
        % {"who": row.organisation, "partnership": row.partnership, "span": row.span},
        button=button,
        cancel_url=back,
        crumbs=[(_("Samenwerkingsverbanden"), reverse("governance:partnership_list")), (row.partnership, back)],
    )
