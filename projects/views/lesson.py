"""The lessons register: what organisations learned from working together, across collaborations."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance.access import partnership_names
from projects import access
from projects.forms.collaboration import LessonFilterForm
from wegwijzer.ui.listing import Listing

SORTS: dict[str, Any] = {
    "nieuw": ("-written_on", "-pk"),
    "waarover": ("collaboration__subject", "organisation__name"),
    "werkvorm": ("collaboration__form__name", "collaboration__subject"),
    "volgens": ("organisation__name", "-written_on"),
}


@require_safe
def lesson_list(request: HttpRequest) -> HttpResponse:
    names = partnership_names(request.user)
    listing = Listing(
        request,
        access.lessons_for(request.user),
        sorts=SORTS,
        search=(
            "advantages",
            "disadvantages",
            "budget",
            "would_differ",
            "collaboration__subject",
            "collaboration__goals",
        ),
        filters=LessonFilterForm(request.GET, partnerships=names, **access.lesson_words(request.user)),
        noun=(_("les"), _("lessen")),
        per_page=15,
    )
    context = {"listing": listing, "name": _("Lessen uit samenwerkingen"), "of_many": len(names) > 1}
    return render(request, "projects/lesson_list.html", context)
