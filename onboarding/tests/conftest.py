import pytest


@pytest.fixture
def somebody(db):
    """Who does it, where it does not matter who."""
    from governance.tests.factories import UserFactory

    return UserFactory()
