"""Promises about every form: strict fields only, and the browser may stop a half-filled date."""

import ast
import re

from wegwijzer.tests import house

# Django's own take "1.0.0" for an amount, year 26 for a date, and NUL bytes for text.
LAX = {
    "CharField", "DateField", "DateTimeField", "DecimalField", "DurationField", "EmailField", "FileField", "FloatField",
    "IntegerField", "SplitDateTimeField", "TimeField", "URLField",
}  # fmt: skip
# The strict fields themselves stand on Django's; nobody else may.
MAKERS = "wegwijzer/ui/forms/"
JUSTIFIED = {
    "wegwijzer/entrance/forms/password.py": "a password is taken as it is typed: nothing is trimmed or normalised",
    "wegwijzer/entrance/forms/session.py": "a password is taken as it is typed: nothing is trimmed or normalised",
}


def lax_fields(tree):
    """Lines with `forms.CharField(…)` and the like, or with such a name imported from django.forms."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found += [node.lineno] if node.value.id == "forms" and node.attr in LAX else []
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.forms"):
            found += [node.lineno for name in node.names if name.name in LAX]
    return found


def model_forms(tree):
    """Lines with a form that takes its fields from a model: those would be Django's own."""
    names = {"ModelForm", "modelform_factory", "modelformset_factory", "inlineformset_factory"}
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in names) or (isinstance(node, ast.Name) and node.id in names)
    ]


def test_forms_use_the_strict_fields_only():
    lax = {house.name(path): lines for path in house.modules() if (lines := lax_fields(house.tree(path)))}
    lax = {name: lines for name, lines in lax.items() if not name.startswith(MAKERS)}
    assert set(lax) == set(JUSTIFIED)
    assert lax_fields(ast.parse("from django import forms\nday = forms.DateField()\n")) == [2]
    assert lax_fields(ast.parse("from django.forms import CharField\n")) == [1]


def test_exceptions_are_passwords():
    for name in JUSTIFIED:
        text = (house.ROOT / name).read_text()
        plain = re.findall(r"^    (\w+) = forms\.CharField\(", text, re.M)
        assert plain
        assert all("password" in field for field in plain), name


def test_no_form_takes_its_fields_from_a_model():
    assert {house.name(path): lines for path in house.modules() if (lines := model_forms(house.tree(path)))} == {}
    assert model_forms(ast.parse("from django import forms\nclass A(forms.ModelForm): pass\n")) == [2]


# Texts only: there is nothing in them that a browser could judge, and their script saves half-typed words.
TEXTS_ONLY = {"governance/minutes_form.html", "governance/minutes_conflict.html"}


def test_browser_may_stop_a_half_filled_date_in_every_form():
    """A half-filled picker sends nothing, and only the browser knows that it was not empty."""
    found = {
        str(path.relative_to(house.ROOT / "templates")): path.read_text()
        for path in house.templates()
        if "novalidate" in path.read_text()
    }
    assert set(found) == TEXTS_ONLY
    for name, text in found.items():
        fields = re.findall(r"<(?:input|select)\b[^>]*>", text)
        assert all('type="hidden"' in field for field in fields), name
    lax = [house.name(path) for path in house.modules() if re.search(r"novalidate\W", path.read_text(), re.I)]
    assert [name for name in lax if not name.startswith(MAKERS)] == []
