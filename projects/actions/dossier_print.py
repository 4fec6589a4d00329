"""What the documents of a dossier are made of: always a version, so that their data stay with their checksum."""

from django.utils.translation import gettext as _

from projects.actions import dossier_version as versions
from projects.models import Dossier, DossierVersion
from projects.models.dossier_content import content_of
from projects.models.dossier_ref import DossierRef
from projects.reports import dossier as reports
from wegwijzer.reports.registry import Bundle, Printout, UnknownReport

AROUND = ("dossier__project__partnership__organisation",)


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
