"""Text that can be stored, shown, mailed and printed as it was meant: one line, or several.

What is refused: characters that no database or mail can carry (NUL, control characters, half surrogate pairs), that
turn the reading direction around to hide what is there (Unicode TR 36, "bidirectional text spoofing"), and marks piled
on one letter. All text is stored in Unicode's composed form (NFC), so that the same name is the same name.
"""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from wegwijzer.ui.forms.typed import showable

LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
SURROGATE = re.compile("[\ud800-\udfff]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
# Marks (U+200E, U+200F, U+061C) stay: Arabic text needs them, and they turn nothing around.
TURNS_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
BLANK_BY_DESIGN = frozenset("\u115f\u1160\u2800\u3164\uffa0\u034f")
MOST_MARKS = 8  # on one letter; no living script needs more


def is_visible(character: str) -> bool:
    """False for spaces, controls, zero-width characters, fillers and marks without a letter."""
    return unicodedata.category(character)[0] not in "ZCM" and character not in BLANK_BY_DESIGN


def has_piled_marks(text: str) -> bool:
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if run > MOST_MARKS:
            return True
    return False


class TextField(forms.CharField):
    """Base of the two text fields; the value is a str, "" when there is nothing to see in it."""

    default_error_messages = {
        "required": _("Vul dit veld in."),
        "surrogate": _("Deze tekst bevat een beschadigd teken. Wis het en typ het opnieuw."),
        "control": _("Deze tekst bevat een onzichtbaar stuurteken. Wis de tekst en typ ze opnieuw."),
        "direction": _("Deze tekst bevat een onzichtbaar teken dat de leesrichting omkeert. Typ de tekst opnieuw."),
        "marks": _("Op één letter staan te veel tekens. Typ die letter opnieuw."),
        "too_long": _("Maak deze tekst korter: hoogstens %(limit)s tekens, het zijn er nu %(length)s."),
    }

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        self.longest = max_length
        # The length is told here and not to Django: its `maxlength` lets a browser cut a pasted text without a word.
        super().__init__(strip=False, **kwargs)

    def lines(self, text: str) -> str:
        raise NotImplementedError

    def refuse(self, code: str, **params: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        # Composing a text is the dear part: what is far too long is refused before it.
        if len(text) > 3 * self.longest + 1000:
            raise self.refuse("too_long", limit=self.longest, length=len(text))
        text = self.lines(LINE_ENDS.sub("\n", text.lstrip("\ufeff")))
        self.refuse_characters(text)
        text = unicodedata.normalize("NFC", text)
        if has_piled_marks(text):
            raise self.refuse("marks")
        if not any(is_visible(character) for character in text):
            return ""
        if len(text) > self.longest:
            raise self.refuse("too_long", limit=self.longest, length=len(text))
        return text

    def refuse_characters(self, text: str) -> None:
        for code, pattern in (("surrogate", SURROGATE), ("control", CONTROL), ("direction", TURNS_DIRECTION)):
            if pattern.search(text):
                raise self.refuse(code)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return showable(super().bound_data(data, initial))


class LineField(TextField):
    """One line: a name, a title, a place. Line ends and tabs become one space."""

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def lines(self, text: str) -> str:
        return re.sub("[\n\t ]*[\n\t][\n\t ]*", " ", text.strip())


class ProseField(TextField):
    """Several lines, with "\\n" between them whatever the browser sends."""

    widget = forms.Textarea(attrs={"rows": 6})

    def __init__(self, *, max_length: int = 20_000, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def lines(self, text: str) -> str:
        return re.sub(r"\A(?:[ \t]*\n)+", "", text).rstrip()


class SlugField(LineField):
    """The part of an address that names a thing: lower-case letters, digits and single dashes."""

    default_error_messages = {
        "invalid": _("Gebruik alleen kleine letters, cijfers en streepjes, bijvoorbeeld isom-middenkempen.")
    }

    def __init__(self, *, max_length: int = 50, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if text and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text):
            raise self.refuse("invalid")
        return text


class EmailField(LineField):
    """An e-mail address in lower case.

    ASCII only: the lower case of "İ" or "ı" is not the letter people think of, and two addresses that look alike may
    not open the same login.
    """

    widget = forms.EmailInput(attrs={"autocomplete": "email"})
    default_error_messages = {
        "invalid": _("Schrijf een e-mailadres als naam@voorbeeld.be."),
        "letters": _("Gebruik in een e-mailadres alleen letters zonder accenten, cijfers en . - _ +."),
    }
    default_validators = [EmailValidator(message=default_error_messages["invalid"])]

    def __init__(self, *, max_length: int = 190, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text.isascii():
            raise self.refuse("letters")
        return text.lower()
