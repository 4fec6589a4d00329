from functools import cache

import pytest

from governance.actions import case as boards
from projects.actions import case
from wegwijzer.testing.remembered import Remembered


@cache
def remembered_case(name):
    def load():
        boards.load(name)
        case.load(name)

    return Remembered(load)


@pytest.fixture
def loaded(db):
    """`loaded(name)` puts that case there, with its boards and its projects."""
    return lambda name: remembered_case(name)()
