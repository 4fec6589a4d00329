"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest


def layout(request: HttpRequest) -> dict[str, object]:
    return {"demo": settings.DEMO}
