"""For gunicorn in these tests: all is imported before it forks, so that a child that was killed is soon there again."""

import importlib
from typing import Any

preload_app = True


def when_ready(server: Any) -> None:
    importlib.import_module("wegwijzer.urls")
