"""A case on an installation that is no demo: the boards and their people, and nobody who can log in."""

from governance.actions import case
from governance.models import Mandate
from wegwijzer.accounts.models import User


def test_outside_demo_mode_no_login_is_made(db, settings):
    settings.DEMO = False
    case.load("wegwijzer")
    assert not User.objects.exists()
    assert Mandate.objects.exists()
