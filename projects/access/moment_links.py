"""What else can be done to a phase or a milestone, by apps above this one: they register a link when they start.

register_moment_link("milestone", _("Laat de mijlpaal wachten op resultaten"), "onboarding:milestone_wait")
"""

from typing import Any, NamedTuple


class MomentLink(NamedTuple):
    """`url_name` takes the key of the moment."""

    label: Any
    url_name: str


_links: dict[tuple[str, str], MomentLink] = {}


def register_moment_link(noun: str, label: Any, url_name: str) -> None:
    """Show this beside the form of a `noun` ("phase" or "milestone"). Registering twice is once."""
    _links[noun, url_name] = MomentLink(label, url_name)


def links_of(noun: str) -> list[MomentLink]:
    return [link for (of, _name), link in _links.items() if of == noun]
