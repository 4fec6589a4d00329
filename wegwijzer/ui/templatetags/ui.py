"""The look's own words, built in to every template.

State and progress: state, shape, small_bar. Words: day, moment, clock, euro, prose.
Lists: filter_bar, sort_header, pagination, empty. Anywhere: capture, and Django’s url and translate.
Objects: fact, facts, history. Forms: page_form, error_summary, draw, control, post_button. Places: crumb.
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.template.base import NodeList, Parser, Token
from django.template.context import Context, RequestContext
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wegwijzer.ui import history as histories
from wegwijzer.ui import prose as proses
from wegwijzer.ui import quick, states, words
from wegwijzer.ui.crispy import form_html
from wegwijzer.ui.drawn import attributes, css_of, drawn, joined
from wegwijzer.ui.listing import Listing

register = template.Library()
register.filter("day", words.day)
register.filter("moment", words.moment)
register.filter("clock", words.clock)
register.filter("euro", words.euro)
register.filter("euro_more", words.euro_more)
register.filter("prose", proses.render)
register.filter("attributes", attributes)
register.tag("url", quick.url)
register.tag("translate", quick.translate)
register.simple_tag(states.badge, name="state")

MOST_SEGMENTS = 24


class CaptureNode(template.Node):
    def __init__(self, name: str, nodes: NodeList) -> None:
        self.name = name
        self.nodelist = nodes

    def render(self, context: Context) -> str:
        context[self.name] = self.nodelist.render(context)
        return ""


@register.tag
def capture(parser: Parser, token: Token) -> CaptureNode:
    """{% capture name %}…{% endcapture %}: draw something once that a page shows in several places."""
    _tag, name = token.split_contents()
    nodes = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(name, nodes)


@register.filter
def tone_of_level(level: str) -> str:
    """The tone of a message's level (django.contrib.messages)."""
    return states.TONE_OF_LEVEL.get(level, "none")


@register.simple_tag
def shape(tone: str) -> SafeString:
    """Only the shape of a tone, for cells that have their word beside it."""
    return states.SHAPES[tone]


@register.inclusion_tag("components/small_bar.html")
def small_bar(done: int, total: int, label: str = "", names: Iterable[tuple[str, bool]] = ()) -> dict[str, Any]:
    """ "9 van 14" as a bar of segments. `names` is [(name, done)]: the number then opens to them."""
    segments = min(total, MOST_SEGMENTS)
    filled = done * segments // total if total else 0
    people = sorted(names, key=lambda pair: (pair[1], pair[0]))  # who is still to come stands first
    return {
        "done": done,
        "total": total,
        "label": label,
        "names": people,
        "segments": [index < filled for index in range(segments)],
    }


@register.inclusion_tag("components/pagination.html")
def pagination(listing: Listing[Any]) -> dict[str, Any]:
    """The numbers of a list's pages; nothing when everything stands on one."""
    return {"listing": listing}


@register.inclusion_tag("components/filter_bar.html")
def filter_bar(listing: Listing[Any], button: str = "") -> dict[str, Any]:
    """Search and filters of a list as one line that reads as a sentence, and under it what the list now holds."""
    return {
        "listing": listing,
        "fields": listing.filters or [],
        "button": button or _("Toon"),
        "sort": listing.asked.get("sort", ""),
    }


@register.inclusion_tag("components/empty.html")
def empty(title: str, text: str = "", url: str | None = "", label: str = "") -> dict[str, Any]:
    """What belongs here, and the first step (`url`, `label`) for who may take it."""
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("components/sort_header.html")
def sort_header(listing: Listing[Any], key: str, label: str, css: str = "") -> dict[str, Any]:
    """A column head that sorts by `key`, a word of the list's `sorts`. `css`: "number" for a column of numbers."""
    return {"heading": listing.headings[key], "label": label, "css": css}


@register.simple_tag
def crumb(label: object, url: str | None = None) -> SafeString:
    """One step of the breadcrumb; without an address it is the page itself."""
    if url:
        return format_html('<li><a href="{}">{}</a></li>', url, label)
    return format_html('<li><span aria-current="page">{}</span></li>', label)


@register.simple_tag
def fact(label: str, value: object, absent: str = "") -> SafeString:
    """One row of `<dl class="facts">`; an empty value shows `absent`, or else the row is left out."""
    if value in (None, ""):
        value = absent
    return format_html("<dt>{}</dt><dd>{}</dd>", label, value) if value not in (None, "") else SafeString("")


@register.inclusion_tag("components/facts.html")
def facts(rows: Iterable[tuple[str, object]]) -> dict[str, Any]:
    """A list of facts from [(label, value)]; rows without a value are left out."""
    return {"rows": [(label, value) for label, value in rows if value not in (None, "")]}


@register.inclusion_tag("components/history.html")
def history(entries: Iterable[Any], title: str = "") -> dict[str, Any]:
    """ "Geschiedenis": what was done, by whom, and what it changed. Entries come with `by` (select_related).

    What it was done to is only said where it is not always the same.
    """
    told = list(entries)
    return {
        "title": title or _("Geschiedenis"),
        "lines": [histories.line(entry) for entry in told],
        "several": len({(entry.target_type, entry.target_id) for entry in told}) > 1,
    }


@register.inclusion_tag("components/post_button.html", takes_context=True)
def post_button(
    context: RequestContext, url: str, label: str, style: str = "", about: object = "", **values: object
) -> dict[str, Any]:
    """A button that does something at `url` by POST.

    `style`: any of primary, danger, quiet, small. `about` is read out after the label, for a button that comes once
    per row. `values` go along as hidden fields.
    """
    css = " ".join(["btn", *(f"btn-{name}" for name in style.split())])
    return {
        "url": url,
        "label": label,
        "css": css,
        "about": about,
        "values": values,
        "csrf_token": context.get("csrf_token", ""),
    }


@register.simple_tag(takes_context=True)
def page_form(
    context: RequestContext, form: Any, button: str = "", cancel: str | None = "", action: str = ""
) -> SafeString:
    """The whole form of a page: summary of mistakes, fields, main button with its own words, way back."""
    return form_html(form, context, button=button, cancel=cancel or "", action=action)


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: Any, title: str = "") -> dict[str, Any]:
    """What is wrong with a form, on top of it, each with a link to its field. Nothing when nothing is."""
    wrong = []
    if form.is_bound:
        for field in form:
            target = field.id_for_label or f"{field.auto_id}_0"  # a group has no id of its own: its first part has
            wrong += [(target, field.label, error) for error in field.errors if not field.is_hidden]
    return {"form": form, "wrong": wrong, "title": title or _("Er is een probleem")}


@register.inclusion_tag("components/field.html")
def draw(field: BoundField) -> dict[str, Any]:
    """A field with its label, its hint and what is wrong with it."""
    return {"f": drawn(field)}


@register.simple_tag
def options(groups: Iterable[tuple[Any, list[dict[str, Any]], int]]) -> SafeString:
    """The options of a list; there can be hundreds, and an option has no look of its own."""
    parts = []
    for title, choices in joined(groups):
        drawn_ones = format_html_join("\n", '<option value="{}"{}>{}</option>', map(_option, choices))
        parts.append(format_html('<optgroup label="{}">{}</optgroup>', title, drawn_ones) if title else drawn_ones)
    return format_html_join("\n", "{}", ((part,) for part in parts))


def _option(choice: dict[str, Any]) -> tuple[Any, SafeString, Any]:
    return choice["value"], attributes(choice["attrs"]), choice["label"]


@register.simple_tag
def control(field: BoundField, **attrs: str) -> SafeString:
    """Only what one answers a field in, with the class of its kind; `attrs` are more attributes for it."""
    return field.as_widget(attrs={"class": css_of(field.field.widget), **attrs})
