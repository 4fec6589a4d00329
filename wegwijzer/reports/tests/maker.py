"""Makes the reports that are due, in a process of its own: `python -m wegwijzer.reports.tests.maker`.

The samples are registered by being imported here, as an app does when it starts.
"""

import os

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wegwijzer.settings")
    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from wegwijzer.reports import registry, tasks
    from wegwijzer.reports.tests.sample import TEMPLATES, sample

    settings.TEMPLATES[0]["DIRS"].append(TEMPLATES)
    registry.register("sample", build=lambda ref: sample(int(ref)), may_see=lambda user, ref, asked_at: True)
    for _task, pk in tasks.due(timezone.now()):
        tasks.build_report(pk)


if __name__ == "__main__":
    main()
