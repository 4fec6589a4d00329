"""Two of Django's own tags by a shorter way; templates write them as always, and what is unusual goes Django's way.

`url`: Django goes through all patterns for each link and checks the outcome against them. On a page of members with
four links each that took a tenth of its time; here each pattern is looked up once.
`translate`: Django makes a lazy text of the words, to ask it at once what it says.
"""

from functools import cache

from django.template.base import Node, Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.templatetags.i18n import do_translate
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

MARK = 900_000_000_000_001  # stands for the key of a row while its pattern is looked up


@cache
def _pattern(name: str, with_key: bool, urlconf: str | None, prefix: str) -> tuple[str, str]:
    """What stands before and after the key in this address; all of it before when there is none."""
    address = reverse(name, urlconf=urlconf, args=[MARK] if with_key else [])
    before, _mark, after = address.partition(str(MARK))
    return before, after


class QuickURLNode(URLNode):
    """An address without a key, or with the key of one row."""

    def render(self, context: Context) -> str:
        keys = [arg.resolve(context) for arg in self.args]
        if self.kwargs or len(keys) > 1 or not all(type(key) is int and key >= 0 for key in keys):
            return super().render(context)
        name = self.view_name.resolve(context)
        try:
            before, after = _pattern(name, bool(keys), get_urlconf(), get_script_prefix())
        except NoReverseMatch:  # Django knows when that is an error
            return super().render(context)
        address = f"{before}{keys[0]}{after}" if keys else before
        if self.asvar:
            context[self.asvar] = address
            return ""
        return address


def url(parser: Parser, token: Token) -> Node:
    node = django_url(parser, token)
    return QuickURLNode(node.view_name, node.args, node.kwargs, node.asvar)


class WordsNode(Node):
    """Words that stand in the template itself."""

    def __init__(self, words: str, asvar: str | None) -> None:
        self.words = words.replace("%", "%%")  # as the catalogues have them
        self.asvar = asvar

    def render(self, context: Context) -> str:
        said = SafeString(gettext(self.words).replace("%%", "%"))
        if self.asvar:
            context[self.asvar] = said
            return ""
        return said


def translate(parser: Parser, token: Token) -> Node:
    node = do_translate(parser, token)
    words = node.filter_expression.var.literal
    if not isinstance(words, str) or node.filter_expression.filters or node.noop or node.message_context:
        return node
    return WordsNode(words, node.asvar)
