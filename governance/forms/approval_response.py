"""What an organ decided, as its contact person tells it: from a telephone, by one tap and one button."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.actions.approval_response import Seen, Told
from governance.models import (
    ApprovalResponse,
    CouncilKind,
    CouncilSitting,
    PreferredForm,
    ResponseOutcome,
    RoundKind,
    RoundParty,
    answers_in,
    organs_of,
)
from wegwijzer.accounts.periods import today
from wegwijzer.ui.forms import DateField, DocumentField, IntegerField, LineField, ProseField

EXTRACT_KINDS = ("pdf", "jpeg", "png")
TONES = {
    ResponseOutcome.APPROVED: "agreed",
    ResponseOutcome.REMARKS: "agreed",
    ResponseOutcome.REJECTED: "refused",
    ResponseOutcome.POSTPONED: "postponed",
}


class ExtractField(DocumentField):
    """A PDF or a picture. Telephones turn their own kind of picture into JPEG when that is what is asked for."""

    default_error_messages = {
        "kind": _(
            "Dit soort bestand kan hier niet. Kies een PDF of een foto als JPEG of PNG. Maakt uw telefoon HEIC-foto’s? "
            "Kies dan bij de instellingen van de camera ‘Meest compatibel’."
        )
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"accept": ",".join(kind.content_type for kind in self.kinds)}


class ExtractMixin(forms.Form):
    """The extract from the register: a file, or a photo of the paper."""

    extract = ExtractField(label=_("Uittreksel uit het register, als bestand"), kinds=EXTRACT_KINDS, required=False)
    photo = ExtractField(
        label=_("Of een foto van het uittreksel"),
        kinds=("jpeg", "png"),
        required=False,
        widget=forms.FileInput(attrs={"capture": "environment"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("extract") and data.get("photo"):
            self.add_error("photo", _("Kies het bestand of de foto, niet allebei."))
        return data

    @property
    def file(self) -> Any:
        return self.cleaned_data.get("extract") or self.cleaned_data.get("photo")


class ExtractForm(ExtractMixin):
    """Only the extract, for an answer that was told already."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not self.file:
            self.add_error("extract", _("Kies een bestand of maak een foto."))
        return data


class ResponseForm(ExtractMixin):
    """One answer. The hidden numbers say which wording and which newest answer stood on the screen."""

    use_required_attribute = False

    outcome = forms.ChoiceField(
        label=_("Wat besliste uw bestuur?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een antwoord."), "invalid_choice": _("Kies een van deze antwoorden.")},
    )
    answered_on = DateField(label=_("Beslist op"))
    organ = forms.ChoiceField(
        label=_("Beslist door"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies het orgaan."), "invalid_choice": _("Kies een van deze organen.")},
    )
    next_on = DateField(
        label=_("Wanneer komt het opnieuw op de agenda?"),
        required=False,
    )
    preferred_form = forms.ChoiceField(
        label=_("Hoe doet uw bestuur het liefst mee?"),
        choices=PreferredForm.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    reason = ProseField(
        label=_("Opmerking of reden"),
        max_length=4000,
        required=False,
        help_text=_("Zet hier geen namen van inwoners."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    text = IntegerField(widget=forms.HiddenInput)
    answer = IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        party: RoundParty,
        newest: ApprovalResponse | None,
        sittings: tuple[CouncilSitting | None, CouncilSitting | None] = (None, None),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.party = party
        round_ = party.round
        outcome, organ = self.fields["outcome"], self.fields["organ"]
        assert isinstance(outcome, forms.ChoiceField)
        assert isinstance(organ, forms.ChoiceField)
        outcome.choices = answers_in(round_.kind)
        organs = list(dict.fromkeys([CouncilKind(party.organ), *organs_of(party.organisation.kind)]))
        organ.choices = [(kind.value, kind.label) for kind in organs]
        if round_.kind != RoundKind.INTEREST:
            del self.fields["preferred_form"]
        self.fields["answered_on"].widget.attrs |= {"max": f"{today()}", "min": f"{round_.asked_on}"}
        self.initial = {
            "answered_on": _usual_day(party, sittings[0]),
            "organ": party.organ,
            "next_on": sittings[1].held_on if sittings[1] else None,
            "text": round_.current_text.number,
            "answer": newest.number if newest else 0,
        } | self.initial

    def clean(self) -> dict[str, Any]:
        """The proposals for other answers than the one that was chosen come along unasked."""
        data = super().clean()
        if data.get("outcome") != ResponseOutcome.POSTPONED:
            data["next_on"] = None
            self.errors.pop("next_on", None)
        if data.get("outcome") != ResponseOutcome.APPROVED:
            data["preferred_form"] = ""
        return data

    @property
    def cards(self) -> list[tuple[Any, str]]:
        """The answers to choose from, with their tone."""
        return [(radio, TONES[ResponseOutcome(radio.data["value"])]) for radio in self["outcome"]]

    @property
    def organ_word(self) -> str:
        """The organ that is proposed or was chosen, in words."""
        chosen = self["organ"].value()
        choices = dict(self.fields["organ"].choices)  # type: ignore[attr-defined]
        return str(choices.get(chosen, choices[self.party.organ]))

    @property
    def has_more(self) -> bool:
        """Whether there is something to see in the part that is folded away."""
        return any(self[name].errors or self[name].value() for name in ("reason", "extract", "photo"))

    @property
    def told(self) -> Told:
        """What the action wants."""
        data = self.cleaned_data
        return Told(
            data["outcome"],
            data["answered_on"],
            data["organ"],
            data["next_on"],
            data["reason"],
            data.get("preferred_form", ""),
        )

    @property
    def seen(self) -> Seen:
        return Seen(self.cleaned_data["text"], self.cleaned_data["answer"])


def _usual_day(party: RoundParty, last: CouncilSitting | None) -> dt.date:
    """The last sitting, when it came after the question; else today."""
    asked_on = party.round.asked_on
    return last.held_on if last and asked_on and last.held_on >= asked_on else today()


class WithdrawalForm(forms.Form):
    """An organ took its decision back."""

    answered_on = DateField(label=_("Ingetrokken op"))
    reason = ProseField(label=_("Reden"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    answer = IntegerField(widget=forms.HiddenInput)


class LateForm(forms.Form):
    """Why an answer that came too late counts all the same."""

    reason = LineField(label=_("Waarom telt dit antwoord toch mee?"), max_length=300)
