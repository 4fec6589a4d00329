"""The list of work forms of a partnership: begun with the usual ones when it is first used, then its own."""

from django.db import transaction
from django.utils.translation import gettext as _

from governance.models import Partnership
from projects.models import USUAL_FORMS, Collaboration, ExpertiseExchange, WorkForm
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write

ADDED = "projects.work_form.added"
CHANGED = "projects.work_form.changed"
REMOVED = "projects.work_form.removed"


def obtain(partnership: Partnership, name: str, *, by: User | None) -> WorkForm:
    """The form with that name, added when the list has none; `by` None is a case that is loaded.

    The caller is in a transaction.
    """
    hold(partnership)
    _begin(partnership)
    found = WorkForm.objects.filter(partnership=partnership, name__iexact=name).first()
    return found or _add(partnership, name, by)


@transaction.atomic
def add(partnership: Partnership, *, by: User, name: str) -> WorkForm:
    """One more. Raises Refused for a name that is taken."""
    hold(partnership)
    _begin(partnership)
    _refuse(partnership, name)
    return _add(partnership, name, by)


@transaction.atomic
def change(form: WorkForm, *, by: User, version: int, name: str) -> None:
    """Call it otherwise, wherever it is used. Raises Refused for a name that is taken, Stale."""
    hold(form.partnership)
    _refuse(form.partnership, name, but=form.pk)
    form.version = version
    changes = write(form, name=name)
    if changes:
        record(CHANGED, form, by=by, scope=form.partnership.organisation, changes=changes)


@transaction.atomic
def remove(form: WorkForm, *, by: User, version: int) -> None:
    """Take it off the list; history tells it of the partnership. Raises Refused for one that is used, Stale."""
    hold(form.partnership)
    if not WorkForm.objects.filter(pk=form.pk, version=version).exists():
        raise Stale(WorkForm.objects.filter(pk=form.pk).first())
    used = (Collaboration.objects.filter(form=form), ExpertiseExchange.objects.filter(form=form))
    if any(rows.exists() for rows in used):
        raise Refused(_("Deze werkvorm is in gebruik. Geef ze een andere naam, of kies eerst elders een andere."))
    scope = form.partnership.organisation
    record(REMOVED, form.partnership, by=by, scope=scope, changes={"work_forms": ([form.name], [])})
    form.delete()


def _begin(partnership: Partnership) -> None:
    """The usual ones, for a list that nobody has used yet."""
    if not WorkForm.objects.filter(partnership=partnership).exists():
        WorkForm.objects.bulk_create(WorkForm(partnership=partnership, name=str(name)) for name in USUAL_FORMS)


def _add(partnership: Partnership, name: str, by: User | None) -> WorkForm:
    form = WorkForm.objects.create(partnership=partnership, name=name)
    record(ADDED, form, by=by, scope=partnership.organisation, changes={"name": name})
    return form


def _refuse(partnership: Partnership, name: str, but: int = 0) -> None:
    same = WorkForm.objects.filter(partnership=partnership, name__iexact=name).exclude(pk=but)
    if same.exists():
        raise Refused(_("Er is al een werkvorm met deze naam."), field="name")
