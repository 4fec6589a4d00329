"""What waits because a body meets less often than it promised."""

from collections.abc import Iterator

from governance.models import Body, rights_of
from governance.reminders import cadence
from governance.reminders.people import alive
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.home.duty import SHOWN, Duty
from wegwijzer.reminders.current import window_of


def of_bodies(user: User) -> Iterator[Duty]:
    """For who coordinates: from the day on which a mail would say so, until the months are over."""
    coordinated = rights_of(user).coordinates
    if not coordinated:
        return
    day = today()
    bodies = Body.objects.on(day).with_rhythm().filter(alive(day), partnership__in=coordinated)
    found = cadence.short_of(bodies.select_related("partnership").order_by("pk"), window_of(cadence.RULE, day))
    for short in [one for one in found if one.tell_on[0] <= day][:SHOWN]:
        yield Duty(short.title, short.path, f"{short.body.partnership} – {short.about}", short.due_on)
