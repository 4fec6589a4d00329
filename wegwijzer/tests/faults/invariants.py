"""What holds at the end of every fault, told by SQL and by the application itself: `broken(installation)` is empty.

A state that is not on its list, or without its moments, can not be there: the database refuses it (its constraints are
tried in each app's own tests).
"""

import json
from pathlib import Path

from wegwijzer.testing.installation import Installation
from wegwijzer.testing.smtp_sink import SmtpSink
from wegwijzer.tests.faults.family import Family

# Done by a process of the installation; a day later, when what was underway has ended.
LOOK = """
import datetime as dt, json, os
from pathlib import Path
from django.conf import settings
from django.utils import timezone
from governance.models import Decision
from wegwijzer.audit.models import Entry
from wegwijzer.audit.record import broken_links
from wegwijzer.jobs import lost_files
root = Path(settings.MEDIA_ROOT)
lost_files.clear(timezone.now() + dt.timedelta(hours=25))
known, there = lost_files.known_names(), set(lost_files.stored_names())
told = set(Entry.objects.filter(target_type="governance.decision").values_list("target_id", flat=True))
found = [f"history is broken at {entry.pk}" for entry in broken_links()]
found += [f"decision {pk} has no history" for pk in set(Decision.objects.values_list("pk", flat=True)) - told]
found += [f"the file {name} of a row is not there" for name in known - there]
found += [f"no row points at {name}" for name in there - known]
part = root.parent / "broken.part"
part.write_text(json.dumps(sorted(found)))
part.replace(root.parent / "broken.json")
"""


def broken(installation: Installation, family: Family | None = None) -> list[str]:
    """What does not hold in this installation, in words. `family` spares a start, if LOOK is one of its scripts."""
    if family is None:
        installation.run(LOOK)
    else:
        family.finish(LOOK)
    found: list[str] = json.loads((Path(installation.folder) / "broken.json").read_text())
    return found


def wrong_mails(installation: Installation, sink: SmtpSink) -> list[str]:
    """Where the outbox and the mail server do not say the same: each message that was sent came in once, no other did.

    What is uncertain may have come in once.
    """
    states = dict(installation.sql("SELECT id, state FROM outbox_message"))
    came = {int(name.split("-")[1].split(".")[0]): times for name, times in sink.times().items()}
    least = {pk: 1 if state == "sent" else 0 for pk, state in states.items()}
    most = {pk: 1 if state in ("sent", "uncertain") else 0 for pk, state in states.items()}
    return [
        f"message {pk} is {states.get(pk, 'not there')} and came in {came.get(pk, 0)} times"
        for pk in sorted({*states, *came})
        if not least.get(pk, 0) <= came.get(pk, 0) <= most.get(pk, 0)
    ]
