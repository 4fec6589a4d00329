"""What the machine refuses, in words of who gave the command."""

import errno
import os
import ssl

import pytest

from wegwijzer.storage import StorageAway
from wegwijzer.storage.refusals import why


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "/nergens"), "die map of dat bestand is er niet"),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), "daar is geen toestemming voor"),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "de schijf is vol"),
        (OSError(errno.ENOSPC, "De bucket documenten is vol."), "De bucket documenten is vol."),
        (StorageAway("De server van de bestanden antwoordt niet."), "De server van de bestanden antwoordt niet."),
        (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER]"), "[SSL: WRONG_VERSION_NUMBER]"),  # not the EPERM of the machine
        (OSError(errno.ELOOP, os.strerror(errno.ELOOP)), os.strerror(errno.ELOOP)),  # a rare one
    ],
)
def test_reason_is_in_dutch_where_it_is_known_and_never_another_one(error, said):
    assert why(error) == said
