"""Asking for the year report of a region or of one municipality; it is made in the background."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onboarding.access import Can
from onboarding.access import indicators as indicator_access
from onboarding.forms.year_report import REGION, YearReportForm
from onboarding.models.year_ref import YearRef
from onboarding.views.indicator import crumbs_of, figures_url
from wegwijzer.reports import request as reports
from wegwijzer.ui.editing import form_page, posted


@require_http_methods(["GET", "HEAD", "POST"])
def year_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Of partnership `pk`: which year, and of whom."""
    partnership = indicator_access.partnership_for(request.user, pk, Can.MAKE_YEAR_REPORT)
    years, places = indicator_access.years_to_report(partnership)
    own = indicator_access.own_places(request.user, partnership, places)
    form = YearReportForm(
        posted(request),
        years=years,
        places=places,
        initial={"year": indicator_access.last_year_to_read(partnership), "place": own[0].pk if own else REGION},
    )
    if form.is_valid():
        ref = YearRef(partnership, form.cleaned_data["year"], form.chosen)
        title = _("Jaarverslag %(year)s van %(name)s") % {"year": ref.year, "name": ref.name}
        report = reports.request_report("year", ref.text, by=request.user, scope=partnership.organisation, title=title)
        return redirect("reports:report_detail", report.pk)
    return form_page(
        request,
        form,
        title=_("Jaarverslag"),
        lead=_(
            "Resultaten, activiteiten, besluiten, voortgang en cijfers van een jaar, als PDF die u kunt publiceren."
        ),
        button=_("Maak het jaarverslag"),
        cancel_url=figures_url(partnership),
        crumbs=crumbs_of(partnership, (_("Jaarverslag"), None)),
    )
