"""The ledger of give and take: noted several rows at once, corrected, taken away."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_future
from governance.models import Partnership
from projects.actions import work_form
from projects.models import Collaboration, ExpertiseExchange
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write
from wegwijzer.ui.words import number

NOTED = "projects.expertise_exchange.noted"
CHANGED = "projects.expertise_exchange.changed"
REMOVED = "projects.expertise_exchange.removed"


@transaction.atomic
def note_many(
    partnership: Partnership,
    *,
    by: User,
    rows: Sequence[Mapping[str, Any]],
    collaboration: Collaboration | None = None,
) -> int:
    """Write down all rows or none; each has given_on, giver, receiver, form (its name), hours, subject.

    History tells them of the partnership. Returns how many. Raises Refused for a day to come, an organisation with
    itself, and a collaboration of another partnership.
    """
    hold(partnership)
    _refuse_collaboration(partnership, collaboration)
    made = []
    for row in rows:
        _refuse(row)
        values = dict(row)
        values["form"] = work_form.obtain(partnership, values["form"], by=by)
        made.append(ExpertiseExchange(partnership=partnership, collaboration=collaboration, **values))
    ExpertiseExchange.objects.bulk_create(made)
    if made:
        told: dict[str, Any] = {"exchanges": ([], [_words(row) for row in made])}
        record(NOTED, partnership, by=by, scope=partnership.organisation, changes=told)
    return len(made)


@transaction.atomic
def change(row: ExpertiseExchange, *, by: User, version: int, form: str, **values: Any) -> None:
    """Correct it. Raises Refused as `note_many` does, Stale when the row is another by now."""
    hold(row.partnership)
    _refuse(values)
    _refuse_collaboration(row.partnership, values.get("collaboration"))
    values["form"] = work_form.obtain(row.partnership, form, by=by)
    row.version = version
    changes = write(row, **values)
    if changes:
        record(CHANGED, row, by=by, scope=row.partnership.organisation, changes=changes)


@transaction.atomic
def remove(row: ExpertiseExchange, *, by: User, version: int) -> None:
    """Take away what should not have been there; history tells it of the partnership. Raises Stale."""
    partnership, words = row.partnership, _words(row)
    if not ExpertiseExchange.objects.filter(pk=row.pk, version=version).delete()[0]:
        raise Stale(ExpertiseExchange.objects.filter(pk=row.pk).first())
    record(REMOVED, partnership, by=by, scope=partnership.organisation, changes={"exchanges": ([words], [])})


def _refuse(values: Mapping[str, Any]) -> None:
    if values["giver"] == values["receiver"]:
        raise Refused(_("Kies twee verschillende organisaties."), field="receiver")
    refuse_future(values["given_on"], "given_on")


def _refuse_collaboration(partnership: Partnership, collaboration: Collaboration | None) -> None:
    if collaboration is not None and collaboration.project.partnership_id != partnership.pk:
        raise Refused(_("Kies een samenwerking van dit samenwerkingsverband."), field="collaboration")


def _words(row: ExpertiseExchange) -> str:
    told = {"giver": row.giver, "receiver": row.receiver, "hours": number(row.hours), "subject": row.subject}
    return _("%(giver)s aan %(receiver)s: %(hours)s uur, %(subject)s") % told
