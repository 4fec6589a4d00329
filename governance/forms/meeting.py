"""What is asked about a meeting before it begins."""

import datetime as dt
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models import Body, Meeting
from wegwijzer.localised import LANGUAGES
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import HttpsUrlField, LineField, MomentField, ProseField, TimeField
from wegwijzer.ui.forms.moments import readings

SPOKEN = ("nl", "fr", "en", "de")  # what is spoken at the table; brochures know more


class MeetingForm(forms.Form):
    """When, where, in which languages. `planned_end` is asked as an hour of the same day, and given as a moment."""

    planned_start = MomentField(label=_("Wanneer"))
    planned_end = TimeField(label=_("Tot"))
    place = LineField(label=_("Plaats"), max_length=150, required=False)
    link = HttpsUrlField(label=_("Link voor wie online deelneemt"), max_length=200, required=False)
    title = LineField(
        label=_("Bijzondere titel"),
        max_length=150,
        required=False,
        help_text=_("Alleen als de vergadering anders heet dan het orgaan."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Talen van agenda en verslag"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één taal.")},
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(dict.fromkeys([*SPOKEN, *body.languages, *(self.initial.get("languages") or [])]))
        languages = self.fields["languages"]
        assert isinstance(languages, forms.MultipleChoiceField)
        languages.choices = [(code, LANGUAGES[code]) for code in known]
        others = [name for name in self.fields if name not in ("planned_start", "planned_end")]
        self.helper = BaseHelper()
        self.helper.layout = Layout(Row("planned_start", "planned_end"), *others)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("planned_start"), cleaned.get("planned_end")
        if isinstance(start, dt.datetime) and isinstance(end, dt.time):
            moments = readings(timezone.localdate(start), end)
            if not moments or moments[-1] <= start:
                self.add_error("planned_end", _("Het einde ligt niet na het begin. Kies een later uur."))
            else:
                cleaned["planned_end"] = moments[-1]
        return cleaned


class MeetingPlanForm(MeetingForm):
    round_table = forms.BooleanField(label=_("Zet een rondvraag aan het einde"), required=False)

    @staticmethod
    def defaults(body: Body) -> dict[str, Any]:
        """What is usual for this body; the day is for a person to choose."""
        start = body.default_start
        end = None
        if start is not None:
            on_the_clock = dt.datetime.combine(dt.date(2000, 1, 1), start) + dt.timedelta(minutes=body.default_minutes)
            end = on_the_clock.time() if on_the_clock.day == 1 else dt.time(23, 59)
        return {
            "planned_start": ["", f"{start:%H:%M}" if start else "", ""],
            "planned_end": end,
            "place": body.default_place,
            "languages": body.languages,
            "round_table": True,
        }


class MeetingChangeForm(VersionMixin, MeetingForm):
    reason = LineField(
        label=_("Waarom verandert dit?"),
        max_length=300,
        required=False,
        help_text=_("Komt in de geschiedenis te staan."),
    )

    @staticmethod
    def current(meeting: Meeting) -> dict[str, Any]:
        return {
            "version": meeting.version,
            "planned_start": meeting.planned_start,
            "planned_end": timezone.localtime(meeting.planned_end).time(),
            "place": meeting.place,
            "link": meeting.link,
            "title": meeting.title,
            "languages": meeting.languages,
        }


class MeetingConveneForm(VersionMixin):
    """The last look before the invitation leaves; the reason is asked when it leaves late."""

    def __init__(self, *args: Any, short_notice: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if short_notice:
            self.fields["reason"] = LineField(
                label=_("Waarom vertrekt de uitnodiging zo laat?"),
                max_length=300,
                help_text=_("Uw antwoord komt in de geschiedenis te staan, niet in de mail."),
            )


class MeetingCancelForm(VersionMixin):
    reason = ProseField(
        label=_("Waarom gaat de vergadering niet door?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wie uitgenodigd is, leest dit in de mail."),
    )
    keep_items = forms.BooleanField(
        label=_("Zet de agendapunten op de wachtlijst voor een volgende vergadering"), required=False
    )


class MeetingResendForm(VersionMixin):
    """Nothing to fill in: the agenda goes out as it is."""
