"""People at the door."""

import pytest

from wegwijzer.accounts.models import Membership, Organisation, User
from wegwijzer.accounts.roles import Role
from wegwijzer.outbox.models import Message

PASSWORD = "vier gewone woorden samen"


@pytest.fixture
def known(db):
    """Somebody who can log in."""
    return User.objects.create_user("coordinator@example.org", "Coördinator", PASSWORD)


@pytest.fixture
def switched_off(db):
    return User.objects.create_user("oud@example.org", "Vroegere contactpersoon", PASSWORD, is_active=False)


@pytest.fixture
def invited(db):
    """Somebody without a password."""
    return User.objects.create_user("nieuw@example.org", "Nieuwe contactpersoon")


@pytest.fixture
def keeper(known):
    """Somebody who keeps the installation."""
    organisation = Organisation.objects.create(kind="partnership", name="ISOM")
    Membership.objects.create(user=known, organisation=organisation, role=Role.ADMINISTRATOR)
    return known


@pytest.fixture
def mails(db):
    """The mails that were written, oldest first."""
    return lambda: list(Message.objects.order_by("pk"))


@pytest.fixture
def link_in():
    """The address in a mail, without the name of the site."""

    def find(message, site):
        return next(word for word in message.body.split() if word.startswith(site)).removeprefix(site)

    return find
