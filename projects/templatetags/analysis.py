"""Cells of the matrix of an analysis, the signs of a SWOT, and how far a sheet is."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.models import Cell, Coverage, Finding, FindingKind, ServiceSheet, SheetRequest, last_day_of
from wegwijzer.ui import states
from wegwijzer.ui.templatetags.ui import small_bar

register = template.Library()

# Tone, sign and the word for many. A sign stands beside the word, so that nobody needs the colour.
KINDS: dict[str, tuple[str, str]] = {
    FindingKind.STRENGTH: ("agreed", "+"),
    FindingKind.WEAKNESS: ("refused", "−"),
    FindingKind.OPPORTUNITY: ("postponed", "↗"),
    FindingKind.THREAT: ("waiting", "!"),
    FindingKind.OBSERVATION: ("none", "○"),
}


@register.simple_tag
def sprite() -> SafeString:
    """The shapes, drawn once for all cells."""
    return states.SPRITE


@register.simple_tag
def coverage_rows(coverage: Coverage, opened: Cell | None) -> Iterator[tuple[str, str, list[tuple[str, SafeString]]]]:
    """Name and address of each theme, with (class, content) of its cells."""
    plan = coverage.plan
    page = reverse("projects:plan_analysis", args=[plan.pk])
    swot = reverse("projects:plan_swot", args=[plan.pk])
    for row in coverage.rows:
        name = capfirst(str(row.theme)) if row.theme else _("Geen thema in het bijzonder")
        anchor = row.theme.pk if row.theme else "geen"
        cells = [(_css(cell), _content(cell, page, cell is opened)) for cell in row.cells]
        yield name, f"{swot}#thema-{anchor}", cells


def _css(cell: Cell) -> str:
    if not cell.can_hold_sheets:
        return ""
    return f"tone-{cell.tone} gap" if cell.is_gap and not cell.asked else f"tone-{cell.tone}"


def _content(cell: Cell, page: str, is_open: bool) -> SafeString:
    words = format_html_join("", "<span>{}{}</span>", _words(cell))
    opened = SafeString(' class="opened" aria-current="true"') if is_open else ""
    return format_html('<a href="{}?{}#vak"{}>{}</a>', page, cell_query(cell), opened, words)


def _words(cell: Cell) -> Iterator[tuple[SafeString, str]]:
    if cell.sheets:
        yield states.POINTERS["agreed"], ngettext("%s fiche", "%s fiches", cell.sheets) % cell.sheets
    if cell.asked:
        yield states.POINTERS["waiting"], ngettext("%s nog leeg", "%s nog leeg", cell.asked) % cell.asked
    if cell.is_gap and not cell.asked:
        yield states.POINTERS["none"], _("geen aanbod bekend")
    if cell.findings:
        said = ngettext("%s bevinding", "%s bevindingen", cell.findings) % cell.findings
        yield states.POINTERS["draft"], said


@register.simple_tag
def cell_query(cell: Cell) -> SafeString:
    """Which cell it is, for an address."""
    theme = cell.theme.pk if cell.theme else "geen"
    group = cell.target_group.pk if cell.target_group else "geen"
    return format_html("thema={}&doelgroep={}", theme, group)


@register.simple_tag
def sheet_state(sheet: ServiceSheet) -> SafeString:
    """How much of the three levels is filled in."""
    levels = (sheet.client_level, sheet.organisation_level, sheet.policy_level)
    filled = sum(bool(text) for text in levels)
    if not filled:
        return states.badge("empty", _("nog leeg"), "waiting")
    if filled == len(levels):
        return states.badge("filled", _("ingevuld"), "agreed")
    return states.badge("partly", _("%(filled)s van %(total)s niveaus") % {"filled": filled, "total": 3}, "agreed")


@register.simple_tag
def kind_tone(kind: Any) -> str:
    return f"tone-{KINDS[kind][0]}"


@register.simple_tag
def kind_sign(finding: Finding) -> str:
    return KINDS[finding.kind][1]


@register.simple_tag
def kind_state(kind: str) -> SafeString:
    """Whether it lies inside the own organisations or outside."""
    if kind == FindingKind.OBSERVATION:
        return SafeString("")
    inside = kind in (FindingKind.STRENGTH, FindingKind.WEAKNESS)
    return format_html('<span class="soft">{}</span>', _("binnen") if inside else _("buiten"))


@register.simple_tag
def kind_heading(kind: Any) -> SafeString:
    """ "Sterktes" with its sign."""
    many = {
        FindingKind.STRENGTH: _("Sterktes"),
        FindingKind.WEAKNESS: _("Zwaktes"),
        FindingKind.OPPORTUNITY: _("Kansen"),
        FindingKind.THREAT: _("Bedreigingen"),
    }
    return format_html('<b class="sign" aria-hidden="true">{}</b> {}', KINDS[kind][1], many[kind])


@register.simple_tag
def request_state(request: SheetRequest) -> SafeString:
    """Whether the link of a request works."""
    if request.withdrawn_at is not None:
        return states.badge("withdrawn", _("ingetrokken"), "na")
    if not request.is_open():
        return states.badge("expired", _("verlopen"), "none")
    return states.badge("open", _("loopt"), "waiting")


@register.inclusion_tag("components/small_bar.html")
def request_bar(request: SheetRequest) -> dict[str, Any]:
    """How many of its sheets say something."""
    sheets = list(request.sheets.all())
    return small_bar(sum(sheet.says_something for sheet in sheets), len(sheets))


register.simple_tag(last_day_of, name="last_day")
