"""One process of the real thing: `python -m governance.tests.closer VERB …`.

close NAME OTHER PK…   close these meetings, each round together with the process OTHER
pause PK               begin to close, say "numbered" halfway, and wait to be killed
numbers                print every decision's number and the state of its meeting
"""

import json
import os
import sys
import time
from pathlib import Path

import django

from wegwijzer.testing.installation import SECONDS


def together(name: str, other: str, number: int) -> None:
    """Wait until the other process has come this far too."""
    house = Path(os.environ["DATA_DIR"])
    (house / f"{name}-{number}").touch()
    ends_at = time.monotonic() + SECONDS
    while not (house / f"{other}-{number}").exists():
        assert time.monotonic() < ends_at, f"{other} never came"
        time.sleep(0.001)


def main(verb: str, *arguments: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wegwijzer.settings")
    django.setup()
    from governance.actions import sitting
    from governance.models import Decision, Meeting
    from wegwijzer.accounts.models import User

    by = User.objects.get(name="Coördinator")
    if verb == "close":
        name, other, *keys = arguments
        for number, key in enumerate(keys):
            meeting = Meeting.objects.select_related("body__partnership__organisation").get(pk=int(key))
            together(name, other, number)
            sitting.close(meeting, by=by)
    elif verb == "pause":
        given = sitting.number

        def halfway(decision: Decision) -> Decision:
            given(decision)
            sys.stdout.write("numbered\n")
            sys.stdout.flush()
            time.sleep(60)
            return decision

        sitting.number = halfway
        sitting.close(Meeting.objects.get(pk=int(arguments[0])), by=by)
    rows = Decision.objects.order_by("number", "pk").values_list("number", "meeting__state")
    sys.stdout.write(json.dumps(list(rows)))


if __name__ == "__main__":
    main(*sys.argv[1:])
