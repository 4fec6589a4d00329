"""Is there room, is every document there, can one be made, and is there a copy of it all?"""

import os
import secrets
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wegwijzer.jobs.lost_files import known_names, known_sizes, stored_names
from wegwijzer.operations import leftovers
from wegwijzer.operations.doctor import Finding, check, fault, ok, warning
from wegwijzer.operations.last_backup import last_backup
from wegwijzer.reports.registry import Printout
from wegwijzer.reports.render import RenderFailed, render_pdf
from wegwijzer.storage import StorageAway

MB = 1024 * 1024
FOLDERS = ("documents", "reports")
LITTLE, TOO_LITTLE = 2048 * MB, 256 * MB


@check(gettext_lazy("Map van de installatie"))
def folder() -> Finding:
    with tempfile.TemporaryFile(dir=settings.DATA_DIR) as trial:
        trial.write(b"x" * MB)
    free = shutil.disk_usage(settings.DATA_DIR).free
    text = _("%(folder)s: nog %(free)s MB vrij") % {"folder": settings.DATA_DIR, "free": free // MB}
    if free < TOO_LITTLE:
        return fault(text, _("Maak plaats: zonder ruimte wordt niets meer bewaard."))
    return warning(text, _("Maak plaats.")) if free < LITTLE else ok(text)


@check(gettext_lazy("Plaats van de documenten"))
def place() -> Finding:
    """On a server a small file goes there, is read and goes again, as with every document; a disk was tried above."""
    try:
        folder = Path(default_storage.path(""))
    except NotImplementedError:
        return _elsewhere()
    # Only looked at: a folder that the doctor made would be of who asks the doctor, which may be root.
    for part in (folder, *(folder / name for name in FOLDERS)):
        if part.exists() and not os.access(part, os.W_OK | os.X_OK):
            return fault(
                _("in %s kan niet geschreven worden") % part, _("Laat de gebruiker van Wegwijzer daar schrijven.")
            )
    return ok(str(folder))


def _elsewhere() -> Finding:
    try:
        is_same = _comes_back()
    except OSError as error:
        todo = _("Verbeter STORAGE_URL, of vraag de beheerder van die server. Documenten kunnen niet bewaard worden.")
        return fault(str(error), todo if isinstance(error, StorageAway) else _("Maak plaats, of laat daar schrijven."))
    if not is_same:
        return fault(_("wat er bewaard wordt, komt anders terug"), _("Vraag de beheerder van die server."))
    return ok(_("een proefbestand is bewaard, gelezen en verwijderd"))


def _comes_back() -> bool:
    """Whether a small file is the same afterwards; nothing of it stays, whatever goes wrong. Raises OSError."""
    name = f"documents/doctor-{secrets.token_hex(8)}"
    try:
        default_storage.save(name, ContentFile(b"proef"))
        with default_storage.open(name) as file:
            is_same: bool = file.read() == b"proef"
    except BaseException:
        with suppress(OSError):  # what was wrong first is told
            default_storage.delete(name)
        raise
    default_storage.delete(name)
    return is_same


@check(gettext_lazy("Documenten"))
def documents() -> Finding:
    stored = set(stored_names())
    known = known_names()
    if gone := sorted(known - stored):
        text = _("%(count)s bestanden zijn weg, het eerste is %(first)s") % {"count": len(gone), "first": gone[0]}
        return fault(text, _("Haal ze uit een back-up: in het zip-bestand staan ze onder documents."))
    if cut := sorted(name for name, size in known_sizes().items() if default_storage.size(name) != size):
        text = _("%(count)s bestanden zijn beschadigd: niet zo groot als bewaard, het eerste is %(first)s")
        todo = _("Haal ze uit een back-up van toen ze heel waren: in het zip-bestand staan ze onder documents.")
        return fault(text % {"count": len(cut), "first": cut[0]}, todo)
    if lost := stored - known:
        text = _("%(known)s bestanden; %(lost)s waar geen rij naar wijst")
        text %= {"known": len(known), "lost": len(lost)}
        return ok(text + _(" (die ruimt de nacht op)"))
    return ok(_("%s bestanden, alle aanwezig") % len(known))


@check(gettext_lazy("Documenten maken"))
def pdf() -> Finding:
    """One page, made as every document is."""
    trial = Printout(
        template="operations/report/trial.html",
        context={},
        title=_("Proef"),
        file_name="proef.pdf",
        publisher="Wegwijzer",
    )
    try:
        made = render_pdf(trial)
    except RenderFailed as failed:
        todo = _("Installeer pango en de lettertypes die bij de vereisten staan, en kijk naar REPORT_MEMORY_MB.")
        return fault(str(failed), todo)
    return ok(_("een proefblad is gemaakt (%s kB)") % (len(made) // 1024))


@check(gettext_lazy("Back-up"))
def backup() -> Finding:
    last, todo = last_backup(), _("Laat elke nacht lopen: manage.py backup BESTAND")
    if last is None:
        return warning(_("er is nog geen gemaakt"), todo)
    when = f"{timezone.localtime(last.made_at):%d-%m-%Y %H:%M}"
    if not last.is_recent(timezone.now()):
        return warning(_("de laatste is van %s") % when, todo)
    if not last.is_tried:
        return warning(_("die van %s is niet op de proef gesteld") % when, todo)
    if last.missing:
        text = _("in die van %(when)s ontbreken %(count)s bestanden die van de schijf weg waren")
        todo = _("Haal ze uit een oudere back-up: in het zip-bestand staan ze onder documents.")
        return warning(text % {"when": when, "count": last.missing}, todo)
    if last.damaged:
        text = _("bij die van %(when)s waren %(count)s bestanden beschadigd; welke, zei het commando")
        todo = _("Haal ze uit een oudere back-up: in het zip-bestand staan ze onder documents.")
        return warning(text % {"when": when, "count": last.damaged}, todo)
    return ok(_("van %s, op de proef gesteld") % when)


@check(gettext_lazy("Resten van een back-up"))
def backup_leftovers() -> Finding:
    """Copies of everything that lie about where nobody looks after them."""
    if found := [*map(str, leftovers.old_files()), *leftovers.old_schemas()]:
        text = _("%(count)s kopieën van gegevens bleven liggen, de eerste is %(first)s")
        todo = _("Maak een back-up: die ruimt ze op. Of verwijder ze zelf.")
        return warning(text % {"count": len(found), "first": found[0]}, todo)
    return ok(_("geen"))
