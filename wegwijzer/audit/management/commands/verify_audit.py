"""Checks that history is whole: nothing altered, removed or moved."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wegwijzer.audit.models import Entry
from wegwijzer.audit.record import broken_links


class Command(BaseCommand):
    help = "Controleert of de geschiedenis ongewijzigd is."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = list(broken_links())
        if broken:
            places = ", ".join(str(entry.pk) for entry in broken[:10])
            raise CommandError(f"De geschiedenis klopt niet bij {len(broken)} gebeurtenissen: {places}")
        last = Entry.objects.order_by("pk").last()
        self.stdout.write(
            f"{Entry.objects.count()} gebeurtenissen kloppen; laatste zegel {last.digest if last else '-'}"
        )
