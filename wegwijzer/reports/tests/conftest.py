import copy
from collections.abc import Callable

import pytest

from wegwijzer.reports.tests.sample import TEMPLATES


@pytest.fixture(autouse=True)
def sample_templates(settings):
    """The templates beside these tests can be found too."""
    engines = copy.deepcopy(settings.TEMPLATES)
    engines[0]["DIRS"].append(TEMPLATES)
    settings.TEMPLATES = engines
    settings.REPORT_SECONDS = 20


@pytest.fixture
def page_of() -> Callable[[str], str]:
    """A whole document around a piece of HTML, as a template would give it."""
    return lambda body, head="": (
        f'<!doctype html><html lang="nl"><head><title>Proef</title>{head}</head>'
        f"<body><h1>Proef</h1>{body}</body></html>"
    )
