"""Documents and versions of a dossier: having them made, what was frozen, what became different since."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from governance.views.document import sent
from projects import access
from projects.access import Can
from projects.access import dossier_version as frozen
from projects.actions import dossier_version as versions
from projects.models import Dossier, DossierVersion
from projects.models.dossier_content import content_of
from projects.models.dossier_difference import difference
from projects.reports import dossier_money, dossier_parts

NOW, YES = "nu", "ja"


@require_safe
def dossier_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be made of dossier `pk`, what was frozen, and who may look in from outside."""
    dossier = access.dossier_for(request.user, pk)
    may = access.needs(request.user, dossier, [Can.EDIT_DOSSIER, Can.MAKE_REPORT])
    context = {
        "dossier": dossier,
        "versions": list(frozen.versions_of(dossier).fixed()),
        "prints": list(frozen.versions_of(dossier).printed_only()[:10]),
        "has_files": frozen.has_files(dossier),
        "links": frozen.links_of(dossier) if "edit_dossier" in may else [],
        "may": may,
    }
    return render(request, "projects/dossier_versions.html", context)


@require_POST
def dossier_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the document made of the dossier as it is now; `soort` is pdf or zip, `vertrouwelijk=ja` the whole."""
    dossier = access.dossier_for(request.user, pk, Can.MAKE_REPORT)
    kind, is_confidential = _asked(request, dossier)
    version = versions.remember(dossier, content_of(dossier), by=request.user)
    report = versions.ask(version, kind, by=request.user, is_confidential=is_confidential)
    return redirect("reports:report_detail", report.pk)


@require_POST
def dossier_version_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The same of a version, from what was frozen."""
    version = access.dossier_version_for(request.user, pk, Can.MAKE_REPORT)
    kind, is_confidential = _asked(request, version.dossier)
    report = versions.ask(version, kind, by=request.user, is_confidential=is_confidential)
    return redirect("reports:report_detail", report.pk)


def _asked(request: HttpRequest, dossier: Dossier) -> tuple[str, bool]:
    is_confidential = request.POST.get("vertrouwelijk") == YES
    if is_confidential:
        access.gate(request.user, Can.EDIT_DOSSIER, dossier)
    return versions.ZIP if request.POST.get("soort") == "zip" else versions.PDF, is_confidential


@require_safe
def dossier_version_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Version `pk` as it was; with `?met=` what became different in another version, or in the dossier of today."""
    version = access.dossier_version_for(request.user, pk)
    dossier = version.dossier
    others = [row for row in frozen.versions_of(dossier) if row.pk != version.pk]
    content = frozen.content_for(request.user, version)
    other, newer = _other(request, version, others)
    context = {
        "dossier": dossier,
        "frozen_version": version,
        "others": others,
        "other": other,
        "chapters": difference(content, newer) if newer is not None else None,
        "cover": dossier_parts.cover(content),
        "budget": dossier_money.budget(content),
        "checklist": dossier_parts.checklist(content),
        "may": access.needs(request.user, dossier, [Can.EDIT_DOSSIER, Can.MAKE_REPORT]),
        "history": access.history_for(request.user, version),
    }
    return render(request, "projects/dossier_version_detail.html", context)


def _other(request: HttpRequest, version: DossierVersion, others: list[DossierVersion]) -> tuple[str, Any]:
    """What to compare with: its name on the screen and its content; nothing when that is not there."""
    asked = request.GET.get("met", "")
    if asked == NOW:
        now = frozen.as_seen_by(request.user, version.dossier, content_of(version.dossier))
        return _("het dossier zoals het nu is"), now
    found = next((row for row in others if str(row.number) == asked), None)
    if found is None:
        return "", None
    return _("versie %s") % found.number, frozen.content_for(request.user, found)


@require_safe
def dossier_version_file(request: HttpRequest, pk: int) -> FileResponse | HttpResponse:
    """The document that was kept with version `pk`; `?vertrouwelijk=ja` the whole one."""
    version = access.dossier_version_for(request.user, pk, Can.MAKE_REPORT)
    is_confidential = request.GET.get("vertrouwelijk") == YES
    file = frozen.document_of(request.user, version, is_confidential=is_confidential)
    try:
        return sent(file)
    except (Http404, FileNotFoundError):
        messages.error(request, _("Dit document wordt nog gemaakt, of staat niet meer op de schijf. Laat het maken."))
        return redirect("projects:dossier_version_detail", pk)
