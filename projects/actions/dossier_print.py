"""Making documents of a dossier: asked for as a report, with the data they are made from kept as a version."""

from django.utils.translation import gettext as _

from projects.actions import dossier_version as versions
from projects.models import Dossier, DossierVersion
from projects.models.dossier_content import content_of
from projects.models.dossier_ref import DossierRef
from projects.reports import dossier as reports
from wegwijzer.accounts.models import User
from wegwijzer.reports.models import Report
from wegwijzer.reports.registry import Bundle, Printout, UnknownReport
from wegwijzer.reports.request import request_report

PDF, ZIP = "dossier", "dossier-zip"
AROUND = ("dossier__project__partnership__organisation",)


def ask(dossier: Dossier, *, by: User, kind: str, is_confidential: bool = False) -> Report:
    """Have the document made of the dossier as it stands now; what it is made from is kept first."""
    return ask_version(versions.remember(dossier, content_of(dossier), by=by), by, kind, is_confidential)


def ask_version(version: DossierVersion, who: User, kind: str, is_confidential: bool) -> Report:
    """Have the document of a version made. Raises PermissionDenied when `who` may not see it."""
    ref = DossierRef(version.pk, is_version=True, is_confidential=is_confidential).text
    scope = version.dossier.partnership.organisation
    return request_report(kind, ref, by=who, scope=scope, title=str(version))


def printed(ref: str) -> Printout:
    """The PDF. Of a dossier as it stands the data are kept first. Raises UnknownReport."""
    version, is_confidential = _version_of(ref)
    return reports.printout(version, is_confidential=is_confidential)


def bundled(ref: str) -> Bundle:
    """The same in an archive with the files of the checklist. Raises UnknownReport."""
    version, is_confidential = _version_of(ref)
    return reports.bundle(version, is_confidential=is_confidential)


def _version_of(ref: str) -> tuple[DossierVersion, bool]:
    asked = DossierRef.read(ref)
    if asked is None:
        raise UnknownReport(_("Zo'n dossier bestaat niet: %(ref)s.") % {"ref": ref})
    if asked.is_version:
        version = DossierVersion.objects.select_related(*AROUND).filter(pk=asked.pk).first()
    else:
        dossier = Dossier.objects.select_related("project__partnership__organisation").filter(pk=asked.pk).first()
        version = versions.remember(dossier, content_of(dossier), by=None) if dossier else None
    if version is None:
        raise UnknownReport(_("Er is geen dossier met nummer %(ref)s.") % {"ref": ref})
    return version, asked.is_confidential
