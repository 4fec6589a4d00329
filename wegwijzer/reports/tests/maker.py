"""One process of the real thing, for the tests that kill: `python -m wegwijzer.reports.tests.maker VERB [ID]`.

request  ask for the slow report and print its id · build ID  make it · age ID  let its lease run out
due      print the jobs that wait · show ID  print the row
"""

import json
import os
import sys

import django


def main(verb: str, *ids: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wegwijzer.settings")
    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from wegwijzer.accounts.models import User
    from wegwijzer.reports import registry, tasks
    from wegwijzer.reports.models import LEASE, Report
    from wegwijzer.reports.request import request_report
    from wegwijzer.reports.tests.sample import TEMPLATES, sample

    settings.TEMPLATES[0]["DIRS"].append(TEMPLATES)
    registry.register("sample", build=lambda ref: sample(int(ref)), may_see=lambda user, ref, asked_at: True)
    rows = Report.objects.filter(pk__in=[int(pk) for pk in ids])
    if verb == "request":
        answer = request_report("sample", "700", by=User.objects.get(), scope=None).pk
    elif verb == "build":
        answer = tasks.build_report(int(ids[0]))
    elif verb == "age":
        answer = rows.update(alive_at=timezone.now() - LEASE)
    elif verb == "due":
        answer = tasks.due(timezone.now())
    else:
        answer = rows.values("state", "attempts", "file", "checksum", "pages").get()
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
