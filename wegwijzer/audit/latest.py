"""When something changed last: history knows, so no row has to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Max, Model, Q

from wegwijzer.audit.models import Entry

Key = tuple[str, int]  # of a row: its model, and its key


def key_of(row: Model) -> Key:
    return row._meta.label_lower, row.pk


def last_changes(rows: Iterable[Model]) -> Mapping[Key, dt.datetime]:
    """Per row the moment of its latest entry; one query, however many there are and whatever they are."""
    keys: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        keys[row._meta.label_lower].add(row.pk)
    about = Q(pk__in=[])
    for label, found in keys.items():
        about |= Q(target_type=label, target_id__in=found)
    told = Entry.objects.filter(about).order_by().values_list("target_type", "target_id")
    return {(label, key): at for label, key, at in told.annotate(at_last=Max("at"))}
