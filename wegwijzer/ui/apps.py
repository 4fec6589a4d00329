from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "wegwijzer.ui"
    label = "ui"
    verbose_name = "uitzicht"

    def ready(self) -> None:
        from django import forms

        import wegwijzer.search  # noqa: F401 - before the first connection: lists search with it

        # Django's own fields say that they are required; here a mistake says what to do about it.
        forms.Field.default_error_messages["required"] = _("Vul dit veld in.")
        forms.ChoiceField.default_error_messages["required"] = _("Maak een keuze.")
        forms.BooleanField.default_error_messages = {"required": _("Vink dit aan.")}
