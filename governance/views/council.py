"""Councils and their calendars: when can a decision still be put on which agenda."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance import access
from governance.access import Can
from governance.actions import council as councils
from governance.forms.council import CouncilEditForm, CouncilForm
from governance.forms.council_calendar import CouncilCalendarForm
from governance.models import Council, CouncilCalendar
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of

PAST_SHOWN = 12


@require_safe
def council_list(request: HttpRequest) -> HttpResponse:
    """The calendar of all councils of one partnership, half a year at a time."""
    form = CouncilCalendarForm(request.GET, partnerships=access.partnership_names(request.user))
    partnership = form.partnership_in(access.partnerships_for(request.user))
    context = {"form": form, "partnership": partnership, "calendar": None}
    if partnership is not None:
        calendar = CouncilCalendar(partnership, access.councils_for(request.user), form.first_month, today())
        context |= {
            "calendar": calendar,
            "kept": access.calendars_kept_by(request.user, partnership, calendar.members),
            "may_fill": access.can(request.user, Can.EDIT_PARTNERSHIP, partnership) and bool(calendar.boards_without),
        }
    return render(request, "governance/council_list.html", context)


@require_safe
def council_detail(request: HttpRequest, pk: int) -> HttpResponse:
    council = access.council_for(request.user, pk)
    organisation, day = council.organisation, today()
    sittings, recesses = council.sittings.order_by("held_on"), organisation.recesses.order_by("from_on")
    every = list(sittings)
    nearby = access.councils_for(request.user).in_pair_with(organisation).exclude(pk=pk)
    context = {
        "council": council,
        "coming": [sitting for sitting in every if sitting.held_on >= day],
        "past": [sitting for sitting in reversed(every) if sitting.held_on < day][:PAST_SHOWN],
        "recesses": recesses,
        "others": nearby,
        "may": access.needs(request.user, council, [Can.EDIT_COUNCIL, Can.SEE_HISTORY]),
        "history": access.history_for(request.user, council, sittings, recesses),
        "day": day,
    }
    return render(request, "governance/council_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def council_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Another organ of organisation `pk`."""
    organisation = access.organisation_for(request.user, pk, Can.EDIT_COUNCIL)
    back = reverse("governance:organisation_detail", args=[pk])
    form = CouncilForm(posted(request), organisation=organisation)
    if not form.fields["kind"].choices and not form.is_bound:  # type: ignore[attr-defined]
        messages.info(request, _("Alle organen van %s staan er al.") % organisation)
        return redirect(back)
    if form.is_valid():
        with refusals_in(form):
            council = councils.add(organisation, by=request.user, **form.cleaned_data)
            messages.success(request, _("%s is toegevoegd. Voeg nu de zittingen toe.") % _named(council))
            return redirect("governance:council_sittings", council.pk)
    return form_page(
        request,
        form,
        title=_("Voeg een raad toe"),
        lead=_("Het orgaan van %s dat beslist, en hoe lang vooraf zijn agenda sluit.") % organisation,
        button=_("Voeg de raad toe"),
        cancel_url=back,
        crumbs=[(_("Organisaties"), reverse("governance:organisation_list")), (organisation, back)],
    )


@require_POST
def council_fill(request: HttpRequest, pk: int) -> HttpResponse:
    """The usual council for every municipality and OCMW of partnership `pk` that has none yet."""
    partnership = access.partnership_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    made = len(councils.fill(partnership, by=request.user))
    said = ngettext("%s raad is toegevoegd.", "%s raden zijn toegevoegd.", made) % made
    messages.success(request, said if made else _("Elke gemeente en elk OCMW had al een raad."))
    return redirect(f"{reverse('governance:council_list')}?verband={pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def council_edit(request: HttpRequest, pk: int) -> HttpResponse:
    council = access.council_for(request.user, pk, Can.EDIT_COUNCIL)
    form = CouncilEditForm(posted(request), initial=values_of(council, CouncilEditForm))
    if form.is_valid():
        with refusals_in(form):
            councils.change(council, by=request.user, **form.cleaned_data)
            messages.success(request, _("%s is bewaard.") % _named(council))
            return redirect("governance:council_detail", pk)
    return form_page(
        request,
        form,
        title=_("Wijzig %s") % council,
        lead=_("Wat hier staat, geldt voor zittingen die u nog toevoegt."),
        button=_("Bewaar"),
        cancel_url=reverse("governance:council_detail", args=[pk]),
        crumbs=crumbs_of(council),
    )


def _named(council: Council) -> str:
    return str(council)[:1].upper() + str(council)[1:]


def crumbs_of(council: Council) -> list[tuple[object, str | None]]:
    return [
        (_("Raden"), reverse("governance:council_list")),
        (council, reverse("governance:council_detail", args=[council.pk])),
    ]
