"""A dossier as the document that a council files: printed from what a version froze, never from rows of today."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from django.utils.safestring import mark_safe
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _

from governance.models import DocumentVersion
from projects.models import DossierVersion
from projects.models.dossier_content import without_confidential
from projects.reports import dossier_money as money
from projects.reports import dossier_parts as parts
from wegwijzer.reports.files import can_be_shown
from wegwijzer.reports.registry import Annex, Bundle, Printout
from wegwijzer.ui.inspection.names import clean_name


@dataclass
class Part:
    """A numbered part of the document, drawn by `template`."""

    template: str
    title: str
    data: Any
    number: int = 0

    @property
    def anchor(self) -> str:
        return f"deel-{self.number}"


def printout(version: DossierVersion, *, is_confidential: bool = False) -> Printout:
    """The document of this version, with or without what only the coordinator sees. Needs its dossier's project."""
    whole = json.loads(version.content)
    content = whole if is_confidential else without_confidential(whole)
    files = files_of(content)
    shown, logos = [one.annex for one in files if one.place], _logos(content)
    first_logo = len(shown) + 1
    sheets = [mark_safe(sheet) for sheet in json.loads(version.drawing)]  # noqa: S308 - our own
    numbered = _numbered(content | {"sheets": sheets})
    return Printout(
        template="projects/report/dossier.html",
        context={
            "content": content,
            "cover": parts.cover(content),
            "version": version,
            "is_confidential": is_confidential,
            "left_out": len(whole.get("checklist", [])) - len(content.get("checklist", [])),
            "parts": numbered,
            "sheets": sheets,
            "files": files,
            "logos": [(place, name) for place, (name, _annex) in enumerate(logos, start=first_logo)],
        },
        title=content["dossier"]["title"],
        file_name=f"{_stem(version, is_confidential)}.pdf",
        publisher=content["dossier"]["applicant"] or content["dossier"]["partnership"],
        subject=_("Subsidiedossier van %s") % content["project"]["name"],
        checksum=version.short_checksum,
        annexes=(*shown, *(annex for _name, annex in logos)),
    )


def bundle(version: DossierVersion, *, is_confidential: bool = False) -> Bundle:
    """The same with every file of the checklist beside it as it came in."""
    document = printout(version, is_confidential=is_confidential)
    files = tuple(one.annex for one in document.context["files"])
    return Bundle(document, files, f"{_stem(version, is_confidential)}.zip")


def _stem(version: DossierVersion, is_confidential: bool) -> str:
    name = slugify(version.dossier.title)[:80] or "dossier"
    return f"{name}-versie-{version.number}" + ("-vertrouwelijk" if is_confidential else "")


@dataclass(frozen=True)
class File:
    """A file of the checklist. `place` is its number among what is put in the document, 0 for what can not be shown."""

    number: int
    place: int
    title: str
    size: int
    is_confidential: bool
    annex: Annex

    @property
    def anchor(self) -> str:
        return f"bijlage-{self.number}"


def files_of(content: dict[str, Any]) -> list[File]:
    """In the order of the checklist."""
    found: list[File] = []
    places = 0
    for row in content.get("checklist", []):
        kept = row["file"]
        if kept is None:
            continue
        is_shown = can_be_shown(kept["content_type"])
        places += is_shown
        number = len(found) + 1
        annex = Annex(
            name=clean_name(f"bijlage {number:02} {kept['name']}"),
            content_type=kept["content_type"],
            checksum=kept["checksum"],
            open=_opener(kept["id"]),
        )
        place = places if is_shown else 0
        found.append(File(number, place, row["title"], kept["size"], row["is_confidential"], annex))
    return found


def _logos(content: dict[str, Any]) -> list[tuple[str, Annex]]:
    """Name and picture of each funder that has one; what was frozen before there were logos has none."""
    found = []
    for funder in content["project"]["funders"]:
        kept = funder.get("logo")
        if kept is not None:
            name = _("logo van %s") % funder["name"]
            found.append((funder["name"], Annex(name, kept["content_type"], kept["checksum"], _opener(kept["id"]))))
    return found


def _opener(pk: int) -> Callable[[], IO[bytes]]:
    def opened() -> IO[bytes]:
        row = DocumentVersion.objects.filter(pk=pk).first()
        if row is None:
            raise FileNotFoundError
        file: IO[bytes] = row.file.open("rb")
        return file

    return opened


PARTS: tuple[tuple[str, Callable[[], str], Callable[[dict[str, Any]], Any]], ...] = (
    ("projects/report/dossier_summary.html", lambda: _("Waarover het gaat"), parts.summary),
    ("projects/report/dossier_call.html", lambda: _("De oproep"), parts.call),
    ("projects/report/dossier_partners.html", lambda: _("Partners en mandaten"), parts.partners),
    ("projects/report/dossier_governed.html", lambda: _("Besluiten en goedkeuringen"), parts.governed),
    ("projects/report/dossier_objectives.html", lambda: _("Doelstellingen"), parts.objectives),
    ("projects/report/dossier_time.html", lambda: _("Tijdlijn"), parts.time),
    ("projects/report/dossier_budget.html", lambda: _("Begroting"), money.budget),
    ("projects/report/dossier_shares.html", lambda: _("Wie betaalt wat"), money.shares),
    ("projects/report/dossier_staff.html", lambda: _("Medewerkers"), parts.staff),
    ("projects/report/dossier_collaborations.html", lambda: _("Samenwerkingen"), parts.collaborations),
    ("projects/report/dossier_claims.html", lambda: _("Vorderingen en betalingen"), parts.claims),
    ("projects/report/dossier_checklist.html", lambda: _("Checklist"), parts.checklist),
)


def _numbered(content: dict[str, Any]) -> list[Part]:
    """Those parts about which there is something to say."""
    found: list[Part] = []
    for template, title, read in PARTS:
        data = read(content)
        if data:
            found.append(Part(template, capfirst(title()), data, len(found) + 1))
    return found
