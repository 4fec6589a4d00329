"""The results of Wegwijzer as they are loaded: once, illustrative, and true to the rules of the house."""

import pytest
from django.core.management import call_command

from onboarding.actions import case
from onboarding.models import Deliverable, DeliverableType, Event, EventCount


@pytest.mark.once
def test_case_has_the_results_of_the_project_once(db, capsys):
    call_command("load_case", "wegwijzer")
    assert DeliverableType.objects.count() == 10
    cells = Deliverable.objects.all()
    assert {"planned", "in_progress", "in_review", "delivered", "published", "na"} == set(
        cells.values_list("state", flat=True)
    )
    assert cells.filter(type__name="Onthaalbrochure").count() == 7
    assert all("llustratief" in cell.note for cell in cells)
    assert all("llustratief" in event.description for event in Event.objects.all())
    before = cells.count(), Event.objects.count(), EventCount.objects.count()
    case.load("wegwijzer")
    case.load("onbekend")
    assert (cells.count(), Event.objects.count(), EventCount.objects.count()) == before
