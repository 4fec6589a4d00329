"""Who is told what: one module per noun, called inside the transaction of the change."""

from governance.notifications import approval_round, meeting


def register_kinds() -> None:
    """Make the kinds of message known; called once, when the application starts."""
    approval_round.register_kinds()
    meeting.register_kinds()
