"""The pages of the entrance; the menus ask here who sees which."""

from wegwijzer.entrance import access
from wegwijzer.ui import places


def register() -> None:
    """Only who keeps the installation sees the link to the logins."""
    places.register_gate("entrance:user_list", lambda request: access.is_administrator(request.user))
