"""A text as a web page for everybody: no login, no script, nothing kept of who reads it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from onboarding.access import public_page as texts
from onboarding.access.public_page import PublicText
from onboarding.models.edition_content import content_of
from onboarding.models.language_guard import TRANSLATED_FROM_DUTCH
from onboarding.models.page_words import own_names, words_in
from onboarding.models.regional_text import SOURCE
from onboarding.reports import page_address
from onboarding.reports.contact import contact_block
from onboarding.reports.local_text import part_for
from onboarding.reports.page_address import Numbered

FRESH = 300  # seconds that a copy may be shown: a text that is taken off the web is gone within five minutes
View = Callable[..., HttpResponse]


def for_everybody(view: View) -> View:
    """Open without a login, and to be kept by browsers and caches; for who is logged in nothing is kept at all."""

    @login_not_required
    @require_safe
    @conditional_page
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            response.headers["Cache-Control"] = f"public, max-age={FRESH}"
        return response

    return answer


@for_everybody
def public_text_list(request: HttpRequest, organisation: Numbered) -> HttpResponse:
    """What an organisation has for newcomers, in which languages."""
    found = texts.public_texts(organisation.pk)
    board = found[0].reading.organisation
    if organisation.words and organisation != page_address.numbered(board):
        return redirect(page_address.list_of(board))
    context = {
        "language": SOURCE,
        "words": words_in(SOURCE),
        "organisation": board,
        "title": board.name,
        "canonical": page_address.whole(page_address.list_of(board)),
        "texts": [(_title(one, SOURCE), [_linked(one, code) for code in one.languages]) for one in found],
    }
    return render(request, "onboarding/public_text_list.html", context)


@for_everybody
def public_text(request: HttpRequest, organisation: Numbered, text: Numbered, language: str) -> HttpResponse:
    """One text of one organisation in one language. Raises Http404 for a language that is not all there."""
    found = texts.public_text(organisation.pk, text.pk)
    if language not in found.languages:
        raise Http404
    reading, board = found.reading, found.reading.organisation
    path = page_address.page_of(found.text, board, language)
    if (organisation.words and organisation != page_address.numbered(board)) or (
        text.words and text != page_address.numbered(found.text)
    ):
        return redirect(path)
    assert reading.edition is not None
    context = {
        "language": language,
        "words": words_in(language),
        "organisation": board,
        "text": found.text,
        "title": _title(found, language),
        "canonical": page_address.whole(path),
        "languages": [_linked(found, code) for code in found.languages],
        "parts": [part_for(reading, part, language) for part in reading.shown],
        **contact_block(reading, language),
        "translated": TRANSLATED_FROM_DUTCH.get(language, ""),
        "is_stale": bool(reading.stale_words(language)) or bool(reading.affected),
        "day": timezone.localdate(reading.edition.published_at),
        "list_url": page_address.list_of(board),
    }
    return render(request, "onboarding/public_text.html", context)


def _title(found: PublicText, language: str) -> str:
    assert found.reading.edition is not None
    return content_of(found.reading.edition).title.get(language) or found.text.title.in_language(language)


def _linked(found: PublicText, code: str) -> dict[str, str]:
    """A language to choose: by its own name, with where the text is in it."""
    path = page_address.page_of(found.text, found.reading.organisation, code)
    return {
        "code": code,
        "own_name": own_names()[code],
        "direction": words_in(code)["direction"],
        "title": _title(found, code),
        "path": path,
        "address": page_address.whole(path),
    }
