"""A kind of cost."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import LineField


class CostKindForm(forms.Form):
    name = LineField(label=_("Naam"), max_length=80, help_text=_("Bijvoorbeeld: personeel, werking, communicatie."))
    is_staff = forms.BooleanField(
        label=_("Dit is personeel"),
        required=False,
        help_text=_("Dan wordt een lijn gerekend als VTE × jaarkost × maanden, en anders als aantal × kostprijs."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.helper = BaseHelper()


class CostKindEditForm(CostKindForm, VersionMixin):
    """To correct one."""
