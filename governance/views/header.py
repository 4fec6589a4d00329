"""What the header says about where one is."""

from django.http import HttpRequest
from django.urls import reverse

from governance import access
from wegwijzer.accounts.models import User
from wegwijzer.ui.places import Link


def partnerships(request: HttpRequest) -> list[Link]:
    """The partnerships of who looks. With one, that is where one is; with several, the one whose page this is."""
    assert isinstance(request.user, User)
    names = access.partnership_names(request.user)
    links = [(name, reverse("governance:partnership_detail", args=[pk])) for pk, name in names.items()]
    return [
        Link(name, url, current="true" if len(links) == 1 or request.path.startswith(url) else "")
        for name, url in links
    ]
