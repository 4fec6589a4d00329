"""The forms of a page as a browser would send them: what stands in them, and what somebody could fill in."""

import datetime as dt
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from wegwijzer.reports.tests.annexed import picture
from wegwijzer.ui.tests.samples import pdf

Attributes = dict[str, str | None]
WORDS = {
    "email": "iemand@example.org",
    "date": f"{dt.date(2026, 12, 14)}",
    "time": "14:00",
    "url": "https://example.org/",
}


@dataclass
class Form:
    """One form that is sent by POST: its address, and the fields as a browser that changes nothing sends them."""

    action: str
    sent: dict[str, list[Any]] = field(default_factory=dict)
    empty: dict[str, Any] = field(default_factory=dict)  # what a person could put in a field that has nothing yet
    required: set[str] = field(default_factory=set)
    choices: set[str] = field(default_factory=set)

    def ways(self) -> list[dict[str, list[Any]]]:
        """Filled in three ways: only what is needed, that and the first of each list, and everything."""
        return [self._filled(self.required), self._filled(self.required | self.choices), self._filled(set(self.empty))]

    def _filled(self, names: set[str]) -> dict[str, list[Any]]:
        more = {name: [value] for name, value in self.empty.items() if name in names}
        there = {name: values for name, values in self.sent.items() if any(str(value).strip() for value in values)}
        return more | there


class FormReader(HTMLParser):
    """Reads every `<form method="post">` into `forms`; a file is a small PDF or picture, a choice is the first one."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._area: str | None = None
        self._choice: str | None = None
        self._is_optional = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._form = Form(given.get("action") or "") if (given.get("method") or "").lower() == "post" else None
            self.forms += [self._form] if self._form else []
        elif self._form is None or "disabled" in given:
            return
        elif tag in ("label", "legend"):
            self._is_optional = False
        elif given.get("class") == "optional":
            self._is_optional = True
        elif tag == "option":
            self._option(given)
        elif given.get("name"):
            self._field(tag, str(given["name"]), given)

    def _field(self, tag: str, name: str, given: Attributes) -> None:
        assert self._form
        if "required" in given or not (self._is_optional or given.get("type") == "checkbox"):
            self._form.required.add(name)
        if tag == "select":
            self._choice = name
        elif tag == "textarea":
            self._area = name
            self._form.sent[name] = [""]
            self._form.empty[name] = "Woorden"
        elif tag == "input":
            self._input(name, given)
        elif tag == "button" and given.get("value") is not None:
            self._form.sent.setdefault(name, [given["value"]])

    def _input(self, name: str, given: Attributes) -> None:
        assert self._form
        kind, value = given.get("type") or "text", given.get("value") or ""
        if kind in ("checkbox", "radio"):
            if "checked" in given:
                self._form.sent.setdefault(name, []).append(value or "on")
            if value or "value" not in given:
                self._form.empty.setdefault(name, value or "on")
        elif kind == "file":
            is_picture = ".pdf" not in (given.get("accept") or ".pdf")
            content, kind = (picture(), "png") if is_picture else (pdf(), "pdf")
            self._form.empty[name] = SimpleUploadedFile(f"bijlage.{kind}", content)
        else:
            self._form.sent.setdefault(name, []).append(value)
            self._form.empty[name] = WORDS.get(given.get("inputmode") or kind, WORDS.get(kind, "Woorden"))

    def _option(self, given: Attributes) -> None:
        assert self._form
        name, value = self._choice or "", given.get("value") or ""
        if "selected" in given:
            self._form.sent.setdefault(name, []).append(value)
        if value:
            self._form.choices.add(name)
            self._form.empty.setdefault(name, value)

    def handle_data(self, data: str) -> None:
        if self._area and self._form:
            self._form.sent[self._area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._choice = None
