"""What happens here, as history and the screen call it."""

from typing import Any

LABELS: dict[str, Any] = {}
