"""Figures of one indicator: read beside each other, typed in place, and one with all there is to say about it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding import access
from onboarding.access import Can
from onboarding.access import indicators as indicator_access
from onboarding.actions import measurement as measurements
from onboarding.forms.measurement import GridForm, MeasurementForm, YearsAskedForm
from onboarding.models import Indicator, ReferenceFrame, frame_picture, last_full_year
from onboarding.models.indicator_book import YEARS_SHOWN, source_of
from onboarding.views.indicator import crumbs_of, indicator_url
from wegwijzer.ui.editing import fill_in_again, form_page, posted, pressed, refusals_in
from wegwijzer.ui.listing import ReadListing

PER_PAGE = 100  # rows of a grid that is filled in at once


@require_safe
def indicator_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Its reference frame: a municipality (`?wie=`, else the own one) beside all members, up to the year `?tot=`."""
    indicator = indicator_access.indicator_for(request.user, pk)
    asked = YearsAskedForm(request.GET)
    last = indicator_access.last_year_to_read(indicator.partnership, asked.last)
    book = indicator_access.book_until(indicator.partnership, last, [indicator])
    own = indicator_access.own_places(request.user, indicator.partnership, book.places)
    place = book.place(asked.beside) or next(iter(own), None)
    frame = ReferenceFrame(book, indicator, place)
    context = {
        "indicator": indicator,
        "partnership": indicator.partnership,
        "book": book,
        "frame": frame,
        "picture": frame_picture(frame, "frame") if frame.has_values else None,
        "asked_last": asked.last,
        "notes": book.notes(indicator),
        "source": source_of(indicator),
        "may_fill": indicator.is_typed and indicator_access.may_fill(request.user, indicator.partnership),
        "may": access.needs(request.user, indicator, [Can.EDIT_INDICATORS]),
        "history": access.history_for(request.user, indicator),
        "earlier": book.first_year - 1,
        "later": min(book.last_year + YEARS_SHOWN, last_full_year()) if book.last_year < last_full_year() else None,
    }
    return render(request, "onboarding/indicator_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def measurement_grid(request: HttpRequest, pk: int) -> HttpResponse:
    """Organisations × years, typed in place: a coordinator all rows, a contact person those of the own territory."""
    indicator = indicator_access.indicator_for(request.user, pk)
    partnership = indicator.partnership
    asked = YearsAskedForm(request.GET).last
    last = indicator_access.last_year_to_fill(partnership, asked)
    book = indicator_access.book_until(partnership, last, [indicator])
    places = indicator_access.places_to_fill(request.user, partnership, book.places)
    listing = ReadListing(request, places, noun=(_("gemeente"), _("gemeenten")), per_page=PER_PAGE)
    form = GridForm(posted(request), book=book, indicator=indicator, places=listing.rows)
    if form.is_valid():
        try:
            count = measurements.fill(indicator, {row.pk: row for row in places}, form.typed, by=request.user)
        except measurements.Overtaken as overtaken:
            form.refuse(overtaken.cells)
        else:
            _say(request, count)
            return redirect(request.get_full_path())
    fill_in_again(request, form)
    context = {
        "indicator": indicator,
        "partnership": partnership,
        "book": book,
        "form": form,
        "listing": listing,
        "earlier": book.first_year,
        "later": last + 1 if last < last_full_year() else None,
        "may": access.needs(request.user, indicator, [Can.EDIT_INDICATORS]),
    }
    return render(request, "onboarding/measurement_grid.html", context, status=422 if form.errors else 200)


def _say(request: HttpRequest, count: int) -> None:
    if count:
        messages.success(request, ngettext("%s cijfer is bewaard.", "%s cijfers zijn bewaard.", count) % count)
    else:
        messages.info(request, _("Alles stond er al zo: er is niets veranderd."))


@require_http_methods(["GET", "HEAD", "POST"])
def measurement_edit(request: HttpRequest, pk: int, organisation: int, year: int) -> HttpResponse:
    """One figure with its remark and source, or that it is not known; and what stood there before."""
    indicator = indicator_access.indicator_for(request.user, pk)
    place = indicator_access.place_to_fill(request.user, indicator, organisation, year)
    row = indicator_access.measurement_of(indicator, place, year)
    initial = {"version": row.version if row else 0}
    if row is not None:
        initial |= {name: getattr(row, name) for name in ("value", "remark", "source")}
        initial["is_unknown"] = row.value is None
    form = MeasurementForm(posted(request), indicator=indicator, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            version = form.cleaned_data["version"]
            measurements.note(indicator, place, year, form.noted, by=request.user, version=version)
            messages.success(request, _("Het cijfer van %(place)s voor %(year)s is bewaard.") % _of(place, year))
            return redirect(grid_url(indicator, year))
    title = _("%(place)s, %(year)s") % _of(place, year)
    return form_page(
        request,
        form,
        template="onboarding/measurement_edit.html",
        title=title,
        lead=indicator.name,
        button=_("Bewaar het cijfer"),
        cancel_url=grid_url(indicator, year),
        crumbs=crumbs_of(indicator.partnership, (indicator.name, indicator_url(indicator)), (title, None)),
        indicator=indicator,
        place=place,
        year=year,
        row=row,
        history=indicator_access.history_of_cell(request.user, indicator, place, year),
    )


@require_POST
def measurement_clear(request: HttpRequest, pk: int, organisation: int, year: int) -> HttpResponse:
    """Take a figure away that should never have been there."""
    indicator = indicator_access.indicator_for(request.user, pk)
    place = indicator_access.place_to_fill(request.user, indicator, organisation, year)

    def clear(row: Indicator, *, by: object, version: int) -> None:
        measurements.clear(row, place, year, by=request.user, version=version)

    done = _("Het cijfer van %(place)s voor %(year)s is weggenomen.") % _of(place, year)
    return pressed(request, indicator, clear, grid_url(indicator, year), done=done)


def grid_url(indicator: Indicator, year: int) -> str:
    """The grid with that year in it."""
    page = reverse("onboarding:measurement_grid", args=[indicator.pk])
    return f"{page}?tot={min(year + 1, last_full_year())}"


def _of(place: object, year: int) -> dict[str, object]:
    return {"place": getattr(place, "name", ""), "year": year}
