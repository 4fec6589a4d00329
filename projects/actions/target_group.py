"""Target groups come to be by being used, as themes do: whoever names a new one adds it to the list."""

from collections.abc import Iterable

from governance.models import Partnership
from projects.models import TargetGroup


def named(partnership: Partnership, names: Iterable[str]) -> list[TargetGroup]:
    """The target groups with these names, in that order; called inside a transaction, because new ones are made."""
    found = []
    for name in names:
        known = TargetGroup.objects.filter(partnership=partnership, name__iexact=name).first()
        found.append(known or TargetGroup.objects.get_or_create(partnership=partnership, name=name)[0])
    return found
