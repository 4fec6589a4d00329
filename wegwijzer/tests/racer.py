"""One of two processes that race, in an installation: `python -m wegwijzer.tests.racer`. It is told what to do.

make TABLE STATE        a row in that state; answers its key
take TABLE VERB KEY     has the row before it, answers "ready", and waits for the line "go"; then answers what came:
                        "won", or the name of the refusal
tell TABLE KEY          the state of the row, and the words that history has about it
"""

import json
import sys

import django


def main() -> None:
    django.setup()
    from wegwijzer.accounts.models import User
    from wegwijzer.audit.models import Entry
    from wegwijzer.lifecycle import Refused, Stale
    from wegwijzer.tests.races import PREPARED

    by, _made = User.objects.get_or_create(email="racer@example.org", defaults={"name": "Coördinator"})
    answer("here")
    for line in sys.stdin:
        verb, table, *rest = line.split()
        prepared = PREPARED[table]
        rows = prepared.model._base_manager
        if verb == "make":
            answer(prepared.make(rest[0]).pk)
        elif verb == "tell":
            row = rows.get(pk=int(rest[0]))
            answer([row.state, list(Entry.objects.about(row).order_by("pk").values_list("verb", flat=True))])
        else:
            move, row = prepared.moves[rest[0]], rows.get(pk=int(rest[1]))
            answer("ready")
            sys.stdin.readline()
            try:
                move.do(row, by)
                answer("won")
            except (Refused, Stale) as refusal:
                answer(type(refusal).__name__)
            except Exception as error:  # a fault: it is for the test to say
                answer(repr(error))


def answer(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
