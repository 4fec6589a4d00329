"""What one board pays in each year, as a sheet of its own: for its council, its treasurer or its own dossier."""

import re

from django.utils.text import slugify
from django.utils.translation import gettext as _

from projects.models import Budget, read_budget
from projects.models.contribution_words import parts_in_words
from wegwijzer.reports.registry import Printout, UnknownReport

REF = re.compile(r"([0-9]{1,18})-([0-9]{1,18})", re.ASCII)


def read_ref(ref: str) -> tuple[int, int] | None:
    """The keys of the budget and of the board in "12-34"; None when it is something else."""
    found = REF.fullmatch(ref)
    return (int(found[1]), int(found[2])) if found else None


def share(ref: str) -> Printout:
    """Of one board ("<budget>-<board>"), with the figures of its page. Raises UnknownReport."""
    keys = read_ref(ref)
    rows = Budget.objects.select_related("dossier__project__partnership__organisation", "dossier__applicant")
    budget = rows.filter(pk=keys[0]).first() if keys else None
    book = read_budget(budget) if budget is not None else None
    board = next((row for row in book.boards if row.pk == keys[1]), None) if book is not None and keys else None
    if budget is None or book is None or keys is None or board is None:
        raise UnknownReport(_("Er is geen bijdrage met nummer %(ref)s.") % {"ref": ref})
    dossier = budget.dossier
    return Printout(
        template="projects/report/share.html",
        context={
            "dossier": dossier,
            "budget": budget,
            "book": book,
            "board": board,
            "parts": parts_in_words(book),
        },
        title=_("Bijdrage van %(board)s") % {"board": board},
        file_name=f"bijdrage-{slugify(str(board))[:60]}-begroting-{budget.number}.pdf",
        publisher=dossier.partnership.name,
        subject=dossier.title,
    )
