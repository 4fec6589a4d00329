"""What waits because the region published a next edition of what an organisation had refined."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onboarding.access.refinement import sections_to_review, translations_to_do
from onboarding.models.language_guard import in_words
from onboarding.models.translation_assignment import due_of
from wegwijzer.accounts.models import User
from wegwijzer.home.duty import SHOWN, Duty


def of_texts(user: User) -> Iterator[Duty]:
    """For who speaks for an organisation, per text: the first section to look at, from which the others follow.

    And what was given to them to translate, per language.
    """
    for row in sections_to_review(user)[:SHOWN]:
        page = reverse("onboarding:local_section_decide", args=[row.first])
        words = ngettext("%s sectie te bekijken", "%s secties te bekijken", row.number) % row.number
        yield Duty(words, page, str(row.local), row.due_on)
    for given in translations_to_do(user)[:SHOWN]:
        assert given.assignment is not None
        page = reverse("onboarding:regional_text_detail", args=[given.assignment.text_id])
        about = f"{given.assignment.text}, {in_words(given.state)}"
        words = _("Vertaal naar het %s") % given.state.name
        yield Duty(words, f"{page}#talen", about, due_of(given.assignment))
