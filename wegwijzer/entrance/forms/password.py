"""Choosing a password: once, visible if one wants, with no rules but length and not being a known one."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts.models import User
from wegwijzer.ui.forms import EmailField

LONGEST = 128


class ForgottenForm(forms.Form):
    use_required_attribute = False

    email = EmailField(label=_("E-mailadres"), widget=forms.EmailInput(attrs={"autocomplete": "username", "size": 30}))


class NewPasswordForm(forms.Form):
    """Typed once: a second box is one more chance to mistype, and looking at what one types is better."""

    use_required_attribute = False

    new_password = forms.CharField(
        label=_("Nieuw wachtwoord"),
        help_text=_("Minstens 12 tekens. Een zin van vier woorden is sterk en goed te onthouden."),
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "size": 30}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new_password(self) -> str:
        password: str = self.cleaned_data["new_password"]
        password_validation.validate_password(password, self.user)
        return password


class PasswordChangeForm(NewPasswordForm):
    current_password = forms.CharField(
        label=_("Huidig wachtwoord"),
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "size": 30}),
    )
    field_order = ["current_password", "new_password"]

    def clean_current_password(self) -> str:
        password: str = self.cleaned_data["current_password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("Dit is niet uw huidige wachtwoord."))
        return password
