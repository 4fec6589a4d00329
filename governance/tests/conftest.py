import pytest

from governance.tests.meetings import World


@pytest.fixture
def world(db):
    """A body of fourteen boards, with a coordinator and a secretary."""
    return World()
