"""One file with everything: every row, every document, and what they have to be."""

import hashlib
import os
import platform
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import django
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import wegwijzer
from wegwijzer.audit.record import broken_links
from wegwijzer.operations import last_backup, leftovers
from wegwijzer.operations.archive import FORMAT, PIECE, Archive, Writer, document_member, table_member
from wegwijzer.operations.connections import blank_copy, snapshot
from wegwijzer.operations.problems import Refusal
from wegwijzer.operations.tables import Content, Table, applied, tables_at, unknown
from wegwijzer.storage.refusals import why

Say = Callable[[str], Any]
MAY_NOT = "42501"  # how PostgreSQL calls it: insufficient_privilege
# What an installation was like, to set up the next one by; none of these opens anything.
SETTINGS = ["SITE_URL", "ALLOWED_HOSTS", "HTTPS", "BEHIND_PROXY", "DEMO", "DEFAULT_FROM_EMAIL", "CONTACT_EMAIL"]
SETTINGS += ["SESSION_IDLE_MINUTES", "SESSION_HOURS", "DOCUMENT_MAX_BYTES", "REPORT_DAYS"]


@dataclass(frozen=True)
class Made:
    """A back-up that stands under its name. `is_tried` says whether it was put back in a place that was empty."""

    path: Path
    bytes: int
    rows: int
    documents: int
    missing: list[str]
    damaged: list[str]  # the bytes are others than those that were kept
    is_tried: bool


def make(path: Path, *, verify: bool = True, say: Say = lambda line: None) -> Made:
    """Write everything to `path`, from one moment of the database; documents after it, so that each row has its file.

    Nobody has to stop working. The name appears when the file is whole and on the disk. Raises Refusal.
    """
    path = path.absolute()
    try:
        leftovers.clear(path.parent)
        with _unfinished(path) as (file, part):
            manifest = write(file, with_documents=True, say=say)
            file.flush()
            os.fsync(file.fileno())
            is_tried = try_out(Archive(part), say) if verify else False
            made = _told(path, part.stat().st_size, manifest, is_tried)
    except OSError as error:
        raise Refusal(_("De back-up kan niet geschreven worden: %s") % why(error)) from error
    except DatabaseError as error:
        raise Refusal(_("De database kan niet gelezen worden: %s") % error) from error
    if verify:
        last_backup.note(made)
    return made


def write(file: IO[bytes], *, with_documents: bool, say: Say = lambda line: None) -> dict[str, Any]:
    """Write the archive to `file`; returns its manifest. Raises Refusal when the database is of a newer release."""
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(),
        "application": wegwijzer.__version__,
        "django": django.get_version(),
        "python": platform.python_version(),
        "database": connection.vendor,
        "settings": {name: getattr(settings, name) for name in SETTINGS},
    }
    with Writer(file) as writer:
        _write_all(writer, manifest, say, with_documents=with_documents)
    return manifest


def _write_all(writer: Writer, manifest: dict[str, Any], say: Say, *, with_documents: bool) -> None:
    with snapshot():
        names = applied()
        if not names:
            raise Refusal(_("De database is leeg: er is niets om te bewaren."))
        if newer := unknown(names):
            raise Refusal(
                _("De database is van een nieuwere versie dan deze toepassing (%s). Maak de back-up met die versie.")
                % ", ".join(".".join(name) for name in newer[:3])
            )
        manifest["migrations"] = names
        tables = tables_at(names)
        manifest["tables"] = [_write_table(writer, table) for table in tables]
        documents = _sums_of_documents(tables) if with_documents else {}
    say(_("Database: %(rows)s rijen uit %(tables)s tabellen") % _counted(manifest))
    manifest["documents"], manifest["missing"] = _write_documents(writer, documents)
    for name in manifest["missing"]:
        say(_("Let op: het bestand %s staat in de database maar niet op de schijf.") % name)
    copied = manifest["documents"]
    manifest["damaged"] = [told["name"] for told in copied if documents[told["name"]] not in ("", told["sha256"])]
    for name in manifest["damaged"]:
        say(_("Let op: het bestand %s is beschadigd, het is niet meer wat bewaard werd.") % name)
    writer.finish(manifest)


def _counted(manifest: dict[str, Any]) -> dict[str, int]:
    return {"rows": sum(each["rows"] for each in manifest["tables"]), "tables": len(manifest["tables"])}


def _write_table(writer: Writer, table: Table) -> dict[str, Any]:
    with writer.member(table_member(table.name)) as out:
        content = table.content(out.write)
    told = {"rows": content.rows, "sha256": content.sha256, "last_id": content.last_id}
    return {"name": table.name, "columns": table.columns, **told}


def _sums_of_documents(tables: list[Table]) -> dict[str, str]:
    """The files that rows point at, each once, with the SHA-256 that the row knows ("": it knows none).

    What no row points at stays behind.
    """
    found: dict[str, str] = {}
    for table in tables:
        known = models.F("checksum") if "checksum" in table.columns else models.Value("")
        for field in table.fields:
            if isinstance(field, models.FileField):
                found.update(table.model._base_manager.values_list(field.attname, known))
    return {name: found[name] for name in sorted(filter(None, found))}


def _write_documents(writer: Writer, names: Iterable[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """What was copied, and the names of those that are gone (of a report they may have been cleared meanwhile)."""
    copied, missing = [], []
    for name in names:
        digest, size = hashlib.sha256(), 0
        try:
            with default_storage.open(name) as source:
                piece = source.read(PIECE)  # some storages only find out now that there is no such file
                # Office files, PDFs and pictures are compressed already.
                with writer.member(document_member(name), compressed=False) as out:
                    while piece:
                        digest.update(piece)
                        size += len(piece)
                        out.write(piece)
                        piece = source.read(PIECE)
        except FileNotFoundError:
            missing.append(name)
            continue
        copied.append({"name": name, "bytes": size, "sha256": digest.hexdigest()})
    return copied, missing


def _told(path: Path, size: int, manifest: dict[str, Any], is_tried: bool) -> Made:
    rows, documents = _counted(manifest)["rows"], len(manifest["documents"])
    return Made(path, size, rows, documents, manifest["missing"], manifest["damaged"], is_tried)


def try_out(archive: Archive, say: Say) -> bool:
    """Put the back-up back in a place that is empty, and compare. False when there can be no such place.

    Raises Refusal when what comes back is not what went in.
    """
    archive.check_members()
    tables = tables_at([(app, name) for app, name in archive.manifest["migrations"]])
    try:
        with blank_copy() as place:
            fill(place, tables, archive)
            tell_of_history(say)
    except DatabaseError as error:
        if getattr(error.__cause__, "pgcode", "") != MAY_NOT:
            raise Refusal(_("De back-up kan niet teruggezet worden: %s") % error) from error
        say(_("De back-up is nagelezen, maar niet teruggezet: deze gebruiker van PostgreSQL mag geen schema maken."))
        return False
    say(_("Proef: teruggezet in een lege database, alle aantallen en controlegetallen zijn gelijk"))
    return True


def fill(place: Any, tables: list[Table], archive: Archive) -> None:
    """Put the rows in the tables of `place`, which are empty, and compare them with the manifest. Raises Refusal."""
    told = {each["name"]: each for each in archive.manifest["tables"]}
    if odd := {table.name for table in tables} ^ told.keys():
        raise Refusal(_("De back-up heeft andere tabellen dan zijn versie: %s") % ", ".join(sorted(odd)))
    place.disable_constraint_checking()  # on SQLite; PostgreSQL looks when the transaction ends
    with transaction.atomic():
        if place.vendor == "postgresql":  # migrations earlier in this transaction may have asked for it at once
            with place.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in tables:
            with _naming(table):
                table.load(archive.lines(table.name), told[table.name]["last_id"])
        _demand_relations(place)
        for table in tables:
            demand_same(table, told[table.name])
    place.enable_constraint_checking()


def _demand_relations(place: Any) -> None:
    """Raises Refusal when a row points at one that is not there."""
    try:
        place.check_constraints()
    except DatabaseError as error:
        raise Refusal(_("De back-up is niet volledig: een rij wijst naar een die er niet is. %s") % error) from error


@contextmanager
def _naming(table: Table) -> Iterator[None]:
    """Say in which table it was that something can not be put back."""
    try:
        yield
    except (DatabaseError, ValueError) as error:
        why = " ".join(str(error).split())
        raise Refusal(
            _("Tabel %(table)s kan niet gevuld worden: %(why)s") % {"table": table.name, "why": why}
        ) from error


def demand_same(table: Table, told: dict[str, Any]) -> None:
    """Raises Refusal when the table does not hold what the manifest says."""
    found = table.content()
    if found != Content(told["rows"], told["sha256"], told["last_id"]):
        raise Refusal(
            _("Tabel %(table)s is niet gelijk: %(found)s rijen, en het hadden er %(told)s moeten zijn.")
            % {"table": table.name, "found": found.rows, "told": told["rows"]}
            if found.rows != told["rows"]
            else _("Tabel %s heeft evenveel rijen, maar niet dezelfde inhoud.") % table.name
        )


def tell_of_history(say: Say) -> None:
    """A chain that was broken before comes back as it was; keeping people from their data would help nobody."""
    broken = sum(1 for _entry in broken_links())
    if broken:
        say(_("Let op: de geschiedenis klopt niet bij %s gebeurtenissen. Dat was al zo.") % broken)
    else:
        say(_("Geschiedenis: de keten klopt"))


@contextmanager
def _unfinished(path: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """A file beside `path` that takes its place when all went well, and is gone otherwise."""
    part = path.with_name(leftovers.part_name(path.name))
    try:
        with open(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            yield file, part
        part.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
