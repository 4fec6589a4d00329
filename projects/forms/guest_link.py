"""A link for a guest: for whom, until when, and what it shows."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.actions.guest_link import LONGEST_OPEN
from projects.models import DossierVersion
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, EmailField, LineField
from wegwijzer.ui.words import day

USUAL_OPEN = 30  # days
NOW = "nu"


def last_day() -> dt.date:
    return today() + dt.timedelta(days=LONGEST_OPEN)


def usual_day() -> dt.date:
    return today() + dt.timedelta(days=USUAL_OPEN)


class UntilMixin(forms.Form):
    email = EmailField(
        label=_("E-mail van de gast"),
        required=False,
        help_text=_("Wij mailen de link. Laat leeg om ze zelf te kopiëren en te bezorgen."),
    )
    until_on = DateField(label=_("Inkijken kan tot en met"), earliest=today, latest=last_day, initial=usual_day)


class GuestLinkForm(UntilMixin):
    """`versions` are those of the dossier that can be shown, the newest first."""

    name = LineField(label=_("Voor wie"), max_length=150, help_text=_("Bijvoorbeeld: bedrijfsrevisor, administratie."))
    shown = forms.ChoiceField(
        label=_("Wat toont de link"),
        widget=forms.RadioSelect,
        initial=NOW,
        help_text=_("Wat de gast ziet, ligt vast. Vertrouwelijke stukken zitten er nooit bij."),
    )
    field_order = ("name", "email", "until_on", "shown")

    def __init__(self, *args: Any, versions: Iterable[DossierVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {str(row.pk): row for row in versions}
        named = [
            (key, _("versie %(number)s, %(reason)s op %(day)s") % _words(row)) for key, row in self.versions.items()
        ]
        self.fields["shown"].choices = [(NOW, _("het dossier zoals het nu is")), *named]  # type: ignore[attr-defined]

    def clean_shown(self) -> DossierVersion | None:
        return self.versions.get(self.cleaned_data["shown"])


def _words(row: DossierVersion) -> dict[str, Any]:
    return {"number": row.number, "reason": row.get_reason_display(), "day": day(row.made_on)}


class GuestLinkAgainForm(VersionMixin, UntilMixin):
    pass
