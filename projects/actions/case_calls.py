"""Loading the calls of a case, with what comes with them. What is there already stays as people made it."""

import datetime as dt
from typing import Any

from governance.models import ApprovalRound, Partnership
from projects.models import Call, CallCondition, CallRequirement, CallUpdate, CostKind, InfoSession
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record

PLAIN = ("title", "reference", "purpose", "source", "opened_on", "deadline_on")


def load(row: dict[str, Any]) -> None:
    """One call of a partnership that was loaded; its round is found by its title, the call before it too."""
    partnership = Partnership.objects.select_related("organisation").get(slug=row["partnership"])
    if partnership.calls.filter(title=row["title"]).exists():
        return
    _date(row)
    funder, _ = Organisation.objects.get_or_create(name=row["funder"], defaults={"kind": "agency"})
    call = Call.objects.create(
        partnership=partnership,
        funder=funder,
        interest=ApprovalRound.objects.filter(title=row.get("round", "")).first(),
        earlier=partnership.calls.filter(title=row.get("earlier", "")).first(),
        **{name: row[name] for name in PLAIN if name in row},
    )
    for condition in row.get("conditions", []):
        kind = condition.pop("cost_kind", None)
        if kind is not None:
            condition["cost_kind"] = CostKind.objects.get_or_create(partnership=partnership, name=kind)[0]
        CallCondition.objects.create(call=call, **condition)
    for model, name in ((CallRequirement, "requirements"), (CallUpdate, "updates"), (InfoSession, "sessions")):
        for part in row.get(name, []):
            model._base_manager.create(call=call, **part)
    record("projects.case.loaded", call, by=None, scope=partnership.organisation)


def _date(row: dict[str, Any]) -> None:
    """The days of an example that is always open: they are counted from today."""
    if "deadline_in_days" in row:
        row["opened_on"] = today() - dt.timedelta(days=row["opened_days_ago"])
        row["deadline_on"] = today() + dt.timedelta(days=row["deadline_in_days"])
