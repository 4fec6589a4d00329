import os
import random
import secrets

import pytest

from wegwijzer.operations.tests.conftest import empty, unblocked  # noqa: F401 - fixtures
from wegwijzer.testing.smtp_sink import SmtpSink


@pytest.fixture
def moments():
    """Where moments are drawn from: others each time, and told when the test fails (FAULTS_SEED does them again)."""
    seed = os.environ.get("FAULTS_SEED") or secrets.token_hex(4)
    print(f"FAULTS_SEED={seed}")  # noqa: T201
    return random.Random(seed)


@pytest.fixture
def sink():
    with SmtpSink() as sink:
        yield sink
