"""Giving a translation to somebody, by a day. What tells people hangs on `ASSIGNED`; no mail goes out by itself."""

from typing import Any

from django.db import IntegrityError, transaction

from onboarding.models import RegionalText, TranslationAssignment
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Stale, hold
from wegwijzer.lifecycle import change as write

ASSIGNED = "onboarding.translation_assignment.assigned"
WITHDRAWN = "onboarding.translation_assignment.withdrawn"


@transaction.atomic
def assign(row: TranslationAssignment, *, by: User | None, version: int, **values: Any) -> None:
    """To an organisation or a role, by a day; naming neither takes it back. `version` is 0 for a first one.

    Raises Stale when somebody else assigned it meanwhile.
    """
    text = row.text
    hold(text)
    known = TranslationAssignment.objects.filter(text=text, language=row.language)
    if (known.first() is None) != (version == 0):
        raise Stale(known.first())
    if not values.get("organisation") and not values.get("role"):
        if version:
            _withdraw(row, by, version)
        return
    if version == 0:
        row = TranslationAssignment(text=text, language=row.language, **values)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as error:
            raise Stale(known.first()) from error
        changes = dict(values)
    else:
        row.version = version
        changes = write(row, **values)
    if changes:
        record(ASSIGNED, text, by=by, scope=_scope(text), changes=changes | {"taal": row.language})


def _withdraw(row: TranslationAssignment, by: User | None, version: int) -> None:
    found = TranslationAssignment.objects.filter(pk=row.pk, version=version)
    told = {"wie": (row.who, ""), "taal": row.language}
    if not found.delete()[0]:
        raise Stale(TranslationAssignment.objects.filter(pk=row.pk).first())
    record(WITHDRAWN, row.text, by=by, scope=_scope(row.text), changes=told)


def _scope(text: RegionalText) -> Any:
    return text.partnership.organisation
