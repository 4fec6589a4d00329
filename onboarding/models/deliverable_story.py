"""What deliverables add to the story of a project: per type when the first was there, and when all were."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onboarding.models.deliverable import Deliverable, DeliverableState
from projects.models import Project, StoryKind, Told


def tell_deliverables(project: Project) -> Iterator[Told]:
    """At most two things per type, however many organisations there are: one query."""
    rows = Deliverable.objects.filter(type__project=project).exclude(state=DeliverableState.NOT_APPLICABLE)
    found: dict[str, list[tuple[dt.date | None, str]]] = defaultdict(list)
    for name, day, organisation in rows.order_by("type__position", "type", "pk").values_list(
        "type__name", "delivered_on", "organisation__name"
    ):
        found[name].append((day, organisation))
    for name, cells in found.items():
        done = sorted((day, organisation) for day, organisation in cells if day is not None)
        if not done:
            continue
        first, who = done[0]
        if len(cells) > 1:
            yield Told(first, StoryKind.DELIVERABLE, name, _("het eerst opgeleverd door %s") % who)
        if len(done) == len(cells):
            words = ngettext("opgeleverd door %s", "opgeleverd door alle %s organisaties", len(cells))
            yield Told(done[-1][0], StoryKind.DELIVERABLE, name, words % (who if len(cells) == 1 else len(cells)))
