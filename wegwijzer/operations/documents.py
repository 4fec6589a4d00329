"""The documents of a back-up on their way to their own names.

One too many does no harm, so what is not there yet is written before the database counts. What is there with other
bytes belongs to the installation of now: it is replaced only when the database has been.
"""

import hashlib
import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from wegwijzer.operations.archive import PIECE, Archive
from wegwijzer.operations.problems import Refusal

log = logging.getLogger("wegwijzer.operations")
NAMED = 20  # of those that were not put in place; the log names them all


class Documents:
    """Those of one back-up. `bring` them inside `coming`; when that ends well they stand under their own names."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.waiting: dict[str, str] = {}  # own name by spare name

    @contextmanager
    def coming(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._take_away()
            raise
        self._put_in_place()

    def _take_away(self) -> None:
        """What can not be taken away hides no reason to: no row points at it, so that the night sets it aside."""
        try:
            for spare in self.waiting:
                default_storage.delete(spare)
        except OSError:
            log.warning("what was brought under spare names (*.restoring) could not be taken away", exc_info=True)

    def _put_in_place(self) -> None:
        """Each that can be, for the database counts already. Raises OSError that names the others."""
        failed: dict[str, OSError] = {}
        for spare, name in self.waiting.items():
            try:
                _rename(spare, name)
            except OSError as error:
                log.exception("document %s was not put in place", name)
                failed[name] = error
        if failed:
            what = {
                "count": len(failed),
                "why": next(iter(failed.values())),
                "names": ", ".join(sorted(failed)[:NAMED]),
            }
            said = _(
                "de gegevens zijn teruggezet, maar %(count)s bestanden nog niet (%(why)s): %(names)s. "
                "Dezelfde back-up met --replace zet ze alsnog terug"
            )
            raise OSError(said % what)

    def bring(self) -> None:
        """Each on the disk; one that is there with the same bytes stays. Raises Refusal, OSError."""
        for told in self.archive.manifest["documents"]:
            name = target = told["name"]
            if default_storage.exists(name):
                if _sha256(name) == told["sha256"]:
                    continue
                target = str(PurePosixPath(name).with_name(f"{secrets.token_hex(8)}.restoring"))
                self.waiting[target] = name
            with self.archive.open_document(name) as member:
                kept = default_storage.save(target, File(member, name=target))
            if kept != target:
                raise Refusal(_("Het bestand %s kan niet onder zijn eigen naam geschreven worden.") % name)
            _to_disk(kept)


def _rename(spare: str, name: str) -> None:
    try:
        os.replace(default_storage.path(spare), default_storage.path(name))
    except NotImplementedError:  # a bucket: it has no names to change, only objects to write
        with default_storage.open(spare) as file:
            default_storage.replace(name, file)  # type: ignore[attr-defined]
        default_storage.delete(spare)
        return
    _to_disk(name)


def _to_disk(name: str) -> None:
    """The bytes, and the name in its folder."""
    try:
        path = default_storage.path(name)
    except NotImplementedError:  # a bucket that answered has it
        return
    for place in (path, os.path.dirname(path)):
        opened = os.open(place, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _sha256(name: str) -> str:
    digest = hashlib.sha256()
    with default_storage.open(name) as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
