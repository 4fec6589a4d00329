"""Themes in a form: names with commas between them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from wegwijzer.ui.forms import LineField

MOST_THEMES = 8
LONGEST_THEME = 60


class ThemesField(LineField):
    """ "Onthaal, onderwijs" becomes ["onthaal", "onderwijs"]: each once, whatever the capitals."""

    def __init__(self, **kwargs: Any) -> None:
        usual: dict[str, Any] = {
            "required": False,
            "max_length": 300,
            "label": _("Thema’s"),
            "help_text": _("Gescheiden door komma’s, bijvoorbeeld: onthaal, onderwijs."),
        }
        super().__init__(**(usual | kwargs))

    def clean(self, value: Any) -> Any:
        names = {" ".join(part.split()).lower(): None for part in super().clean(value).split(",")}
        found = [name for name in names if name]
        if len(found) > MOST_THEMES:
            raise ValidationError(_now("Geef hoogstens %(most)s thema’s.") % {"most": MOST_THEMES})
        for name in found:
            if len(name) > LONGEST_THEME:
                words = _now("Een thema telt hoogstens %(most)s tekens: ‘%(name)s’ is te lang.")
                raise ValidationError(words % {"most": LONGEST_THEME, "name": name})
        return found
