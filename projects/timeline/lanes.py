"""The lanes that this app puts on a time line itself, in their order; apps above add theirs between and after them."""

from projects.timeline import dossiers, governed, own
from projects.timeline.sources import register

LANES = {
    "phases": own.phases,
    "milestones": own.milestones,
    "dossiers": dossiers.dossiers,
    "rounds": governed.rounds,
    "meetings": governed.meetings,
    "action_points": governed.action_points,
}


def register_lanes() -> None:
    """Called when the app starts."""
    for place, (name, read) in enumerate(LANES.items(), start=1):
        register(name, read, order=10 * place)
