"""A dossier that is still an idea while the decision to apply took effect: the coordinator can go on."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import EffectState, effects_of
from governance.reminders.people import coordinators_of
from projects.models import Dossier
from projects.reminders.people import acting_for
from wegwijzer.reminders.registry import Rule, Wait, Window

GO_DAYS = dt.timedelta(days=14)  # after it took effect: what has to be written can not begin before


def waits(window: Window) -> Iterator[Wait]:
    """Of all ideas, which are few: whether a decision took effect, and when, is computed."""
    rows = window.of(Dossier.objects.decided_ideas())
    found = list(
        rows.select_related("decision__meeting", "project__partnership", "project__coordinator").order_by("pk")
    )
    effects = effects_of(row.decision for row in found if row.decision is not None)
    coordinators = coordinators_of({row.partnership.pk for row in found}, window.day)
    for row in found:
        effect = effects[row.decision_id]
        if effect.state != EffectState.EFFECTIVE or effect.on is None:
            continue
        if not window.since <= effect.on + GO_DAYS <= window.until:
            continue
        watchers = coordinators.get(row.partnership.pk, [])
        yield Wait(
            subject=row.pk,
            due_on=effect.on + GO_DAYS,
            people=acting_for(row.project, watchers),
            title=_("Zet het dossier op ‘go’: het besluit is in werking"),
            about=row.title,
            path=reverse("projects:dossier_detail", args=[row.pk]),
            scope=row.partnership.organisation_id,
            watchers=watchers,
        )


RULE = Rule("projects.dossier_go", gettext_lazy("dossiers waarvan het besluit in werking is"), waits, after=(1,))
