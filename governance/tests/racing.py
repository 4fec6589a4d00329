"""One browser of several that act at the same moment: `python -m governance.tests.racing NUMBER`, in an installation.

Before each race it puts down the file `ready.RACE.ROUND.NUMBER` and waits for `go.RACE.ROUND`; what came of it is
written in `came.RACE.ROUND.NUMBER`: "done", or the name of the refusal.
"""

import datetime as dt
import sys
import time
from pathlib import Path

import django

START = dt.date(2016, 1, 1)
BROWSERS = 4
ROUNDS = 3
RACES = ("membership", "participation", "vote", "end", "board", "calendar")


def prepare():
    """The rows that the races are about, found again by the slug of their partnership."""
    from governance.tests import factories as make
    from governance.tests.round_factories import CouncilFactory

    for race in RACES:
        for turn in range(ROUNDS):
            partnership = make.PartnershipFactory(slug=f"{race}-{turn}")
            board = make.OrganisationFactory(name=f"Bestuur {race} {turn}")
            make.UserFactory(email=f"{race}.{turn}@example.org")
            if race in ("vote", "end"):
                make.MembershipFactory(partnership=partnership, organisation=board)
            if race == "calendar":
                CouncilFactory(organisation=board)
            if race == "participation":
                make.ServiceFactory(partnership=partnership)
            if race == "vote":
                make.BodyFactory(partnership=partnership)
            for number in range(BROWSERS):
                make.PersonFactory(partnership=partnership, name=f"Persoon {number}")
                if race == "board":
                    make.PartnershipFactory(slug=f"board-{turn}-{number}")


def act(race, turn, number):
    from governance.actions import council_sitting, mandate, membership, participation
    from governance.actions.organisation import Named
    from governance.models import Partnership
    from wegwijzer.accounts.models import Organisation, User

    partnership = Partnership.objects.get(slug=f"{race}-{turn}")
    board = Organisation.objects.get(name=f"Bestuur {race} {turn}")
    by = User.objects.get(email=f"{race}.{turn}@example.org")
    day = START + dt.timedelta(days=number)
    if race == "membership":
        membership.start(partnership, board, by=by, from_on=day)
    elif race == "participation":
        participation.start(partnership.services.get(), board, by=by, from_on=day)
    elif race == "vote":
        person, body = partnership.people.get(name=f"Persoon {number}"), partnership.bodies.get()
        mandate.grant(person, by=by, role="member", body=body, organisation=board, from_on=START)
    elif race == "end":
        membership.end(partnership.memberships.get(), by=by, version=1, until_on=day)
    elif race == "calendar":
        council_sitting.add(board.councils.get(), by=by, days=[(START, None), (day + dt.timedelta(days=9), None)])
    else:
        own = Partnership.objects.get(slug=f"board-{turn}-{number}")
        nis_code = ("13029", "13019", "13011")[turn]
        membership.start(own, Named(kind="ocmw", nis_code=nis_code), by=by, from_on=START)


def race_all(folder, number):
    from django.db import connection

    from wegwijzer.lifecycle import Refused, Stale

    for race in RACES:
        for turn in range(ROUNDS):
            connection.ensure_connection()
            (folder / f"ready.{race}.{turn}.{number}").touch()
            while not (folder / f"go.{race}.{turn}").exists():
                time.sleep(0.0005)
            try:
                act(race, turn, number)
                came = "done"
            except (Refused, Stale) as refusal:
                came = type(refusal).__name__
            unseen = folder / f"half.{race}.{turn}.{number}"
            unseen.write_text(came)
            unseen.rename(folder / f"came.{race}.{turn}.{number}")


if __name__ == "__main__":
    django.setup()
    from django.conf import settings

    race_all(Path(settings.DATA_DIR), int(sys.argv[1]))
