"""How the board of answers looks: cells, words and tones. Made once per kind of cell, as there may be thousands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from governance.models import Board, Mark, PartyState, RoundBook, Said, StandingState, word_for
from governance.models.board import Column, Place
from governance.models.party_state import details
from governance.templatetags.rounds import TONE_OF_PARTY, TONE_OF_STANDING
from governance.timeline.tiles import TileMap, tiles_of
from wegwijzer.ui import states
from wegwijzer.ui.listing import ReadListing

register = template.Library()


@register.simple_tag
def sprite() -> SafeString:
    """The shapes that the cells point at; once, before the first of them."""
    return states.SPRITE


@register.simple_tag
def standing_state(state: StandingState) -> SafeString:
    """Reached, still possible or no longer possible, as word and shape."""
    return states.badge(state.value, state.label, TONE_OF_STANDING[state])


@register.simple_tag
def board_rows(board: Board, places: Iterable[Place]) -> Iterator[dict[str, Any]]:
    """A row per organisation, with a cell (class, content) per round."""
    language, territory = get_language() or "", None
    rounds = [reverse("governance:approval_round_detail", args=[column.line.pk]) for column in board.columns]
    for place in places:
        url = reverse("governance:organisation_answers", args=[place.pk])
        cells = []
        for column, address in zip(board.columns, rounds, strict=True):
            css, content = cell(language, column.line.kind, column.said(place.pk))
            if place.pk in column.parties:
                # Numbers, and words of our own that were escaped: nobody typed any of this.
                content = SafeString(f'<a href="{address}#partij-{column.parties[place.pk]}">{content}</a>')
            cells.append((css, content))
        pair = place.territory or place.name
        yield {"place": place, "url": url, "is_first": pair != territory, "cells": cells}
        territory = pair


@lru_cache(maxsize=8192)
def cell(language: str, kind: str, said: Said) -> tuple[SafeString, SafeString]:
    """The class and the content of one cell: shape, word, day and marks. `language` keeps translations apart."""
    tone = TONE_OF_PARTY[said.state]
    word = word_for(said.state, kind)
    if said.state == PartyState.NOT_ASKED:
        return SafeString("na"), format_html('<span class="visually-hidden">{}</span>', word)
    small = format_html_join("", "<small>{}</small>", ((part,) for part in details(said)))
    content = format_html("{}<b>{}</b>{}", states.POINTERS[tone], word, small)
    return SafeString(f"tone-{tone}"), content


LEGEND = (
    PartyState.AGREED,
    PartyState.REFUSED,
    PartyState.POSTPONED,
    PartyState.AGAIN,
    PartyState.LATE,
    PartyState.NONE,
    PartyState.NOT_ASKED,
)
EXPLAINED = {
    PartyState.AGAIN: gettext_lazy("de tekst is veranderd nadat de raad besliste"),
    PartyState.LATE: gettext_lazy("na de uiterste datum, en nog niet aanvaard"),
}
MARKS = {
    Mark.UNVERIFIED: gettext_lazy("telt mee, maar is nog niet nagekeken met het uittreksel"),
    Mark.ACCEPTED_LATE: gettext_lazy("beslist na de uiterste datum, en toch meegeteld"),
    Mark.LATER_TOO_LATE: gettext_lazy("een nieuwer antwoord kwam te laat en telt niet mee"),
}


@register.inclusion_tag("governance/board_legend.html")
def board_legend() -> dict[str, Any]:
    """What shapes and marks mean, once a page."""
    shown = [(TONE_OF_PARTY[state], str(state.label), EXPLAINED.get(state, "")) for state in LEGEND]
    return {"states": shown, "marks": _marks()}


def _marks() -> list[tuple[Any, Any]]:
    return [(mark.label, text) for mark, text in MARKS.items()]


@register.simple_tag
def explained() -> list[tuple[Any, Any]]:
    """Only the words that need it, for paper: there every shape stands beside its word."""
    return [(state.label, text) for state, text in EXPLAINED.items()] + _marks()


@register.inclusion_tag("governance/board_head.html")
def board_head(column: Column, listing: ReadListing, mapped: Column | None) -> dict[str, Any]:
    """How a round stands, under its title; with the way to its map, when there can be one."""
    link = f"{listing.link(kaart=column.line.pk)}#kaart" if mapped else ""
    return {"column": column, "map_link": "#kaart" if column is mapped else link}


@register.simple_tag
def said_state(said: Said, kind: str) -> SafeString:
    """What an organisation said, as word and shape."""
    return states.badge(said.state.value, word_for(said.state, kind), TONE_OF_PARTY[said.state])


@register.filter
def at(names: Mapping[int, str], key: int) -> str:
    """The name with that key."""
    return names.get(key, "")


@register.filter
def tone_of(state: PartyState) -> str:
    return TONE_OF_PARTY[state]


@register.simple_tag
def drawing(tone: str) -> SafeString:
    """A shape as part of a larger drawing."""
    return states.PARTS[tone]


@register.inclusion_tag("governance/tile_map.html")
def tile_map(board: Board, column: Column) -> dict[str, Any]:
    """What was said in one round as a map."""
    drawn = tiles_of(((place, column.said(place.pk)) for place in board.places), column.line.kind)
    return _drawn(drawn, column.line.title) | {"heading": _("Op de kaart: %s") % column.line.title}


@register.inclusion_tag("governance/tile_map.html")
def round_map(book: RoundBook) -> dict[str, Any]:
    """The same for who has the book of a round."""
    said = ((Place.of(party.organisation), book.said(party)) for party in book.parties)
    return _drawn(tiles_of(said, book.round.kind), book.round.title)


def _drawn(drawn: TileMap | None, title: str) -> dict[str, Any]:
    return {"map": drawn, "title": _("Kaart van de antwoorden: %s") % title, "heading": _("Op de kaart")}


@register.filter
def standing_tone(state: StandingState) -> str:
    return TONE_OF_STANDING[state]


@register.simple_tag
def printed_rows(board: Board, columns: Sequence[Column]) -> Iterator[dict[str, Any]]:
    """As `board_rows`, on paper: a cell (tone, word, what stands under it) per round, and nothing to follow."""
    territory = None
    for place in board.places:
        cells = []
        for column in columns:
            said = column.said(place.pk)
            cells.append((TONE_OF_PARTY[said.state], word_for(said.state, column.line.kind), details(said)))
        pair = place.territory or place.name
        yield {"place": place, "is_first": pair != territory, "cells": cells}
        territory = pair
