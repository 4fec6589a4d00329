"""The form to come in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wegwijzer.ui.forms import EmailField

LONGEST_PASSWORD = 1000  # hashing more would cost us more than the visitor


class LoginForm(forms.Form):
    use_required_attribute = False

    email = EmailField(
        label=_("E-mailadres"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "size": 30, "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Wachtwoord"),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "size": 30}),
    )

    def refuse(self) -> None:
        """One sentence for every reason, so that it tells nobody who has a login here."""
        self.add_error(None, _("Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Kijk beide na."))
