"""A button beside a row sends the version of that row along."""

from django.http import HttpRequest


def version_sent(request: HttpRequest) -> int:
    """The version that was on the screen; 0, which no row has, for anything else."""
    version = request.POST.get("version", "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
