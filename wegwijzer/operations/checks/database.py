"""Is the database there, whole and of this release?"""

import datetime as dt

from django.db import NotSupportedError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wegwijzer.audit.models import Entry
from wegwijzer.audit.record import broken_links
from wegwijzer.operations.doctor import Finding, check, fault, ok, warning
from wegwijzer.operations.tables import applied, unknown

OFF = dt.timedelta(minutes=1)  # that two clocks may differ


def _asked(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


@check(gettext_lazy("Database"))
def database() -> Finding:
    connection.ensure_connection()
    version = _asked("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
    try:
        connection.check_database_version_supported()
    except NotSupportedError as error:
        return fault(str(error), _("Neem een nieuwere versie van de database."))
    return ok(f"{connection.display_name} {version}")


@check(gettext_lazy("Schrijven naast lezen"))
def journal() -> Finding:
    if connection.vendor != "sqlite":
        return ok(_("PostgreSQL doet dat zelf"))
    if (mode := _asked("PRAGMA journal_mode")) != "wal":
        todo = _("SQLite kan hier geen WAL gebruiken. Zet DATA_DIR op een gewone schijf, geen netwerkmap.")
        return fault(_("de database staat in de stand %s") % mode, todo)
    return ok("WAL")


@check(gettext_lazy("Versie van de database"))
def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return fault(_("%s aanpassingen zijn nog niet gedaan") % len(waiting), "manage.py migrate")
    if newer := unknown(applied()):
        text = _("de database is van een nieuwere versie (%s)") % ".".join(newer[0])
        return warning(text, _("Installeer die versie opnieuw zodra het kan. Een back-up kan alleen daarmee."))
    return ok(_("zoals deze toepassing ze verwacht"))


@check(gettext_lazy("Database is heel"))
def integrity() -> Finding:
    todo = _("Stop de toepassing en zet de laatste goede back-up terug: manage.py restore BESTAND --replace")
    if connection.vendor != "sqlite":
        if _asked("SHOW data_checksums") != "on":
            text = _("PostgreSQL let niet op beschadigde bladen (data_checksums is uit)")
            return warning(text, _("Stop PostgreSQL en zet ze aan: pg_checksums --enable"))
        return ok(_("PostgreSQL let zelf op (data_checksums)"))
    if (said := _asked("PRAGMA integrity_check(1)")) != "ok":
        return fault(said.splitlines()[0], todo)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        if lost := cursor.fetchone():
            return fault(_("een rij in %s wijst naar een die er niet is") % lost[0], todo)
    return ok(_("nagelezen"))


@check(gettext_lazy("Geschiedenis"))
def history() -> Finding:
    broken = [entry.pk for entry in broken_links()]
    if broken:
        text = _("%(count)s gebeurtenissen kloppen niet, de eerste is nummer %(first)s")
        todo = _("Iemand veranderde de database buiten de toepassing om. Vergelijk met een back-up.")
        return fault(text % {"count": len(broken), "first": broken[0]}, todo)
    return ok(_("%s gebeurtenissen kloppen") % Entry.objects.count())


@check(gettext_lazy("Klok"))
def clock() -> Finding:
    """Against the clock of PostgreSQL, and against what was written last: that can not lie ahead of us."""
    now, todo = timezone.now(), _("Zet de klok van deze machine gelijk (chrony of systemd-timesyncd).")
    last = Entry.objects.order_by("-pk").values_list("at", flat=True).first()
    if last is not None and last > now + OFF:
        return fault(_("de laatste gebeurtenis is van straks: de klok loopt achter of stond voor"), todo)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            apart = abs(cursor.fetchone()[0] - timezone.now())
        if apart > OFF:
            return fault(_("verschilt %s seconden met die van de database") % round(apart.total_seconds()), todo)
    return ok(f"{timezone.localtime(now):%d-%m-%Y %H:%M}")
