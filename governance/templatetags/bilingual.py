"""The fixed words of a document in each of its languages."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class EachNode(template.Node):
    """Renders its content once per language, with that language on and `language` set to its code."""

    def __init__(self, languages: FilterExpression, nodes: NodeList) -> None:
        self.languages = languages
        self.nodelist = nodes

    def render(self, context: Context) -> SafeString:
        codes: list[str] = self.languages.resolve(context)
        said = [(code, self._in(code, context)) for code in codes]
        first = said[0][1] if said else ""
        if all(text == first for _code, text in said):  # a name, a number: the same in both
            return SafeString(first)
        return format_html_join(" / ", '<span lang="{}">{}</span>', said)

    def _in(self, code: str, context: Context) -> SafeString:
        with context.push(language=code), translation.override(code):
            return mark_safe(self.nodelist.render(context).strip())  # noqa: S308 - a template's own output


@register.tag
def each_language(parser: Parser, token: Token) -> EachNode:
    """{% each_language languages %}{% translate "Aanwezig" %}{% endeach_language %} gives "Aanwezig / Présents"."""
    languages = parser.compile_filter(token.split_contents()[1])
    nodes = parser.parse(("endeach_language",))
    parser.delete_first_token()
    return EachNode(languages, nodes)


@register.simple_tag
def each_text(text: Any, languages: list[str]) -> SafeString:
    """A text in each of these languages, with " / " between; one that is missing is left out."""
    there = [(code, text[code]) for code in languages if text.get(code)]
    return format_html_join(" / ", '<span lang="{}">{}</span>', there) if there else format_html("{}", text)
