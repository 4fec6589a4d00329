"""Themes come to be by being used: whoever names a new one adds it to the list of the partnership."""

from collections.abc import Iterable

from governance.models import Partnership, Theme


def themes_named(partnership: Partnership, names: Iterable[str]) -> list[Theme]:
    """The themes with these names, in that order; called inside a transaction, because new ones are made."""
    return [Theme.objects.get_or_create(partnership=partnership, name=name)[0] for name in names]
