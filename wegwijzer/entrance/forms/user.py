"""Who is invited, and what one is called."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wegwijzer.ui.forms import EmailField, LineField


class InvitationForm(forms.Form):
    use_required_attribute = False

    name = LineField(label=_("Naam"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off", "size": 30}))
    email = EmailField(
        label=_("E-mailadres"),
        help_text=_("Het werkadres. Hierheen gaat de uitnodiging."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "size": 30}),
    )


class NameForm(forms.Form):
    use_required_attribute = False

    name = LineField(
        label=_("Naam"),
        help_text=_("Zo ziet u uzelf vermeld: in menu's, in mails en in de geschiedenis."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "size": 30}),
    )
