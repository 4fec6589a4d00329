"""Who is told what: one module per noun, called inside the transaction of the change."""

from governance.notifications import meeting


def register_kinds() -> None:
    """Make the kinds of message known; called once, when the application starts."""
    meeting.register_kinds()
