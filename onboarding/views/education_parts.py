"""Schools and partners of an education project, and its phases: added, corrected, taken away."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from onboarding.access import Can
from onboarding.access import education as access
from onboarding.actions import education_parts
from onboarding.forms.education_project import (
    EducationPartnerEditForm,
    EducationPartnerForm,
    EducationPhaseEditForm,
    EducationPhaseForm,
)
from onboarding.models import EducationPartner, EducationPhase
from onboarding.views.education_project import crumbs_of, page_of
from projects.views.parts import Kind, Whole, add_part, edit_part, remove_part


def _whole(*, with_schools: bool) -> Whole:
    return Whole(
        gate=access.education_project_for,
        need=Can.EDIT_EDUCATION,
        actions=education_parts,
        page=page_of,
        crumbs=lambda row, title: crumbs_of((row.title, page_of(row)), (title, None)),
        of=lambda part: part.education,
        values=lambda form: form.values,
        choices=lambda request, row: {"known": access.known_schools(row)} if with_schools else {},
    )


AROUND, PHASED = _whole(with_schools=True), _whole(with_schools=False)
PARTNER = Kind(
    EducationPartner,
    access.education_partner_for,
    EducationPartnerForm,
    EducationPartnerEditForm,
    gettext_lazy("Voeg een school of partner toe"),
    gettext_lazy("Wijzig de school of partner"),
    gettext_lazy("Bewaar de school of partner"),
)
PHASE = Kind(
    EducationPhase,
    access.education_phase_for,
    EducationPhaseForm,
    EducationPhaseEditForm,
    gettext_lazy("Voeg een fase toe"),
    gettext_lazy("Wijzig de fase"),
    gettext_lazy("Bewaar de fase"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def education_partner_add(request: HttpRequest, pk: int) -> HttpResponse:
    return add_part(request, pk, AROUND, PARTNER)


@require_http_methods(["GET", "HEAD", "POST"])
def education_partner_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return edit_part(request, pk, AROUND, PARTNER)


@require_POST
def education_partner_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_part(request, pk, AROUND, PARTNER)


@require_http_methods(["GET", "HEAD", "POST"])
def education_phase_add(request: HttpRequest, pk: int) -> HttpResponse:
    return add_part(request, pk, PHASED, PHASE)


@require_http_methods(["GET", "HEAD", "POST"])
def education_phase_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return edit_part(request, pk, PHASED, PHASE)


@require_POST
def education_phase_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_part(request, pk, PHASED, PHASE)
