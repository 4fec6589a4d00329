"""What waits because the region published a next edition of what an organisation had refined."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from onboarding.access.refinement import sections_to_review
from wegwijzer.accounts.models import User
from wegwijzer.home.duty import SHOWN, Duty


def of_texts(user: User) -> Iterator[Duty]:
    """For who speaks for an organisation, per text: the first section to look at, from which the others follow."""
    for row in sections_to_review(user)[:SHOWN]:
        page = reverse("onboarding:local_section_decide", args=[row.first])
        words = ngettext("%s sectie te bekijken", "%s secties te bekijken", row.number) % row.number
        yield Duty(words, page, str(row.local))
