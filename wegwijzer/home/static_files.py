"""The static files of the pages, made ready once: naming them by their content and compressing them takes seconds."""

import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect() -> bool:
    """Make them ready in STATIC_ROOT; returns False when that was done from these same files before."""
    wanted, stamp = _digest(), Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    stamp.unlink(missing_ok=True)  # what is broken off here is begun again
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)
    return True


def _digest() -> str:
    """A number that is another one when a file was added, taken away or written again, or is kept in another way."""
    seen = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    ignored = apps.get_app_config("staticfiles").ignore_patterns  # type: ignore[attr-defined]
    for finder in get_finders():
        for name, storage in finder.list(ignored):
            file = Path(storage.path(name)).stat()
            seen.update(f"{getattr(storage, 'prefix', '')}/{name} {file.st_size} {file.st_mtime_ns}\n".encode())
    return seen.hexdigest()
