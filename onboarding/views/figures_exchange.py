"""The figures of a partnership out to a spreadsheet, and in from a file or a pasted table."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from onboarding import access
from onboarding.access import Can
from onboarding.access import indicators as indicator_access
from onboarding.actions import figures_import as imports
from onboarding.actions.figures_import import KINDS, Proposal
from onboarding.exports.figures import figures_workbook, published_workbook
from onboarding.forms.figures_import import MOST_SHOWN, FiguresImportForm
from onboarding.forms.measurement import YearsAskedForm
from onboarding.models import read_places
from onboarding.views.indicator import crumbs_of, figures_url
from wegwijzer.accounts.periods import today
from wegwijzer.ui.downloads import spreadsheet
from wegwijzer.ui.editing import form_page, refusals_in

TONES = {"wrong": "refused", "added": "agreed", "changed": "waiting", "same": "none"}


@require_safe
def measurement_export(request: HttpRequest, pk: int) -> HttpResponse:
    """Every figure of the years that a grid shows (`?tot=`), to fill in and take in again.

    With `?om=publiceren` what may leave the partnership: small counts are left out of it, and what would tell them.
    """
    partnership = indicator_access.partnership_for(request.user, pk)
    asked = YearsAskedForm(request.GET).last
    if request.GET.get("om") == "publiceren":
        last = indicator_access.last_year_to_read(partnership, asked)
        content = published_workbook(indicator_access.book_until(partnership, last), partnership.name)
        return spreadsheet(content, f"cijfers-om-te-publiceren-{slugify(partnership.name)}-{last}.xlsx")
    book = indicator_access.book_until(partnership, indicator_access.last_year_to_fill(partnership, asked))
    title = _("Cijfers van %s") % partnership.name
    return spreadsheet(figures_workbook(book, title), f"cijfers-{slugify(partnership.name)}-{today():%Y-%m-%d}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def measurement_import(request: HttpRequest, pk: int) -> HttpResponse:
    """A file or a pasted table: first what it would change, and with the same sent again it is done."""
    partnership = indicator_access.partnership_for(request.user, pk)
    places = read_places(partnership, indicator_access.surrounding(indicator_access.EARLIEST))
    may_fill = {place.pk for place in indicator_access.places_to_fill(request.user, partnership, places)}
    if not may_fill:
        raise PermissionDenied
    form = FiguresImportForm(
        *([request.POST, request.FILES] if request.method == "POST" else []),
        partnership=partnership,
        indicators=list(partnership.indicators.all()),
        places=places,
        may_fill=may_fill,
    )
    if form.is_bound and form.is_confirmed:
        with refusals_in(form):
            seen = form.cleaned_data["seen"]
            done = imports.take_in(partnership, form.lines, by=request.user, seen=seen, may_fill=may_fill)
            messages.success(request, _told(done))
            return redirect(figures_url(partnership))
    proposal = form.proposal if form.is_bound and form.is_valid() is not None else None
    return form_page(
        request,
        form.shown_again() if form.is_bound else form,
        template="onboarding/measurement_import.html",
        partnership=partnership,
        may_fill=True,
        may=access.needs(request.user, partnership, [Can.MAKE_YEAR_REPORT]),
        proposal=proposal,
        parts=_parts(proposal),
        rows=[(row, TONES[row.kind], KINDS[row.kind]) for row in proposal.changes[:MOST_SHOWN]] if proposal else [],
        wrong_rows=form.wrong_rows[:MOST_SHOWN],
        most_shown=MOST_SHOWN,
        is_checked=form.is_bound and not form.errors,
        cancel_url=figures_url(partnership),
        crumbs=crumbs_of(partnership, (_("Inlezen"), None)),
    )


def _parts(proposal: Proposal | None) -> list[tuple[str, str, int]]:
    """How many figures of each kind there are: (tone, word, number)."""
    if proposal is None:
        return []
    return [(TONES[kind], str(word), number) for kind, word in KINDS.items() if (number := proposal.counts[kind])]


def _told(done: Proposal) -> str:
    if not done.changes:
        return _("Alles stond er al zo: er is niets gewijzigd.")
    said = ngettext(
        "%(total)s cijfer is bewaard: %(added)s nieuw, %(changed)s gewijzigd.",
        "%(total)s cijfers zijn bewaard: %(added)s nieuw, %(changed)s gewijzigd.",
        len(done.changes),
    )
    return said % {"total": len(done.changes), "added": done.counts["added"], "changed": done.counts["changed"]}
