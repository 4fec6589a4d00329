"""Promises about every template: nothing inline, nothing from elsewhere, nothing unused, nothing unknown."""

import re

import pytest
from django.template import engines

from wegwijzer.tests import house

INLINE = [
    (re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.I), "inline script"),
    (re.compile(r"<style\b", re.I), "inline style sheet"),
    (re.compile(r"\sstyle=", re.I), "style attribute"),
    (re.compile(r"\son[a-z]+=[\"']", re.I), "event handler"),
    (re.compile(r"(src|href)=[\"'](https?:)?//", re.I), "address of another host"),
    (re.compile(r"javascript:", re.I), "script address"),
    (re.compile(r"\{%\s*autoescape off"), "escaping switched off"),
    (re.compile(r"\|\s*safe\b"), "escaping switched off"),
]
# The renderer builds these names, so no file mentions them in full.
BUILT = re.compile(r"^(bootstrap5/|django/|[a-z]+/email/|[45]\d\d\.html$|403_csrf\.html$)")


def html():
    return [path for path in house.templates() if path.suffix == ".html"]


def problems(text):
    return [what for pattern, what in INLINE if pattern.search(text)]


def is_mail(path):
    """Mail programs know no style sheets of ours, and no Content-Security-Policy holds there."""
    return "email" in path.parts


def is_form_machinery(path):
    """The form library's own templates pass on attributes that it has escaped already."""
    return "bootstrap5" in path.parts


@pytest.mark.parametrize("path", html(), ids=lambda path: str(path.relative_to(house.ROOT / "templates")))
def test_template_has_nothing_inline_and_nothing_from_elsewhere(path):
    found = problems(path.read_text())
    allowed = {"escaping switched off"} if is_form_machinery(path) else {"style attribute"} if is_mail(path) else set()
    assert [what for what in found if what not in allowed] == []


def test_the_look_for_inline_things_finds_them():
    assert problems('<p style="color:red" onclick="x()"><script>1</script>') == [
        "inline script",
        "style attribute",
        "event handler",
    ]


def test_every_template_is_used():
    sources = "\n".join(path.read_text() for path in [*house.modules(), *house.templates()])
    names = [str(path.relative_to(house.ROOT / "templates")) for path in html()]
    assert [name for name in names if not BUILT.match(name) and f'"{name}"' not in sources] == []


def test_every_mail_has_a_subject_and_a_body():
    mails = {}
    for path in (house.ROOT / "templates").glob("*/email/*.txt"):
        kind, part, _ending = path.name.split(".")
        mails.setdefault(f"{path.parent.parent.name}.{kind}", set()).add(part)
    assert mails
    assert {kind: parts for kind, parts in mails.items() if parts != {"subject", "body"}} == {}


def test_variable_that_nobody_gave_fails_the_test():
    with pytest.raises(pytest.fail.Exception, match="nowhere"):
        engines["django"].from_string("{{ nowhere }}").render({})
