"""A round in preparation, and what is asked at each step after it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.actions.round_plan import WORDING, Plan
from governance.forms.periods import FIRST_DAY
from governance.forms.round_asked import AskedForm
from governance.forms.round_threshold import ThresholdForm
from governance.models import (
    YEARLY,
    ApprovalRound,
    Decision,
    DocumentVersion,
    RoundBook,
    RoundKind,
    book_of,
    proposed_deadline,
)
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, DocumentField, LineField, ProseField, YearField

LONGEST = 20_000


class WordingForm(forms.Form):
    """The question with what goes along; `annexes` are the versions of files that can be kept with it."""

    question = ProseField(
        label=_("De vraag, voluit"),
        max_length=LONGEST,
        help_text=_("Zo staat ze op de agenda van de raad."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    articles = ProseField(
        label=_("Artikelen"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    facts = ProseField(
        label=_("Feiten en motivering"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    grounds = ProseField(
        label=_("Juridische gronden"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    annexes = forms.TypedMultipleChoiceField(
        label=_("Bijlagen"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    file = DocumentField(
        label=_("Voeg een bijlage toe"), required=False, help_text=_("PDF, tekst, rekenblad, presentatie of beeld.")
    )

    def __init__(self, *args: Any, annexes: Sequence[DocumentVersion] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_annexes = {version.pk: version for version in annexes}
        choices = [(pk, f"{version.document.title} ({version.name})") for pk, version in self.known_annexes.items()]
        self.fields["annexes"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("annexes", list(self.known_annexes))
        if not choices:
            del self.fields["annexes"]

    @property
    def wording(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in WORDING}

    @property
    def kept_annexes(self) -> list[DocumentVersion]:
        ticked = set(self.cleaned_data.get("annexes") or [])
        return [version for pk, version in self.known_annexes.items() if pk in ticked]


class RoundForm(WordingForm, AskedForm, ThresholdForm):
    """Everything of a round that nobody was asked yet."""

    kind = forms.ChoiceField(label=_("Soort vraag"), choices=RoundKind.choices, initial=RoundKind.PRINCIPLE)
    title = LineField(label=_("Titel"), max_length=160)
    year = YearField(
        label=_("Over het jaar"),
        required=False,
        smallest=1988,
        largest=2100,
        help_text=_("Alleen bij een jaarrekening of een jaarlijkse evaluatie."),
    )
    consequence = ProseField(
        label=_("Wat volgt als het bereikt wordt?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    deadline_on = DateField(label=_("Antwoord tegen"), earliest=FIRST_DAY)
    asked_on = DateField(
        label=_("Gevraagd op"),
        required=False,
        earliest=FIRST_DAY,
        help_text=_("Laat leeg voor vandaag. Vul een vroegere dag in als u iets invoert dat toen al gevraagd was."),
    )

    @staticmethod
    def starting_blank() -> dict[str, Any]:
        return {"deadline_on": proposed_deadline(today())}

    @classmethod
    def starting_from(cls, decision: Decision) -> dict[str, Any]:
        """What a decision brings along: its title, the question, its considerations and its articles."""
        title = str(decision.title)
        articles = [
            _now("Artikel %(number)s. %(text)s") % {"number": article.number, "text": article.text}
            for article in decision.articles.all()
        ]
        return cls.starting_blank() | {
            "kind": _kind_of(title),
            "title": title[:160],
            "question": _now("Gaat uw raad akkoord met het volgende voorstel: %s?") % title.rstrip(".?! "),
            "facts": str(decision.considerations),
            "articles": "\n\n".join(articles),
        }

    @classmethod
    def current(cls, book: RoundBook) -> dict[str, Any]:
        """What is kept of a round in preparation, by the names of the fields."""
        round_, text = book.round, book.round.current_text
        names = ("version", "kind", "title", "year", "consequence", "deadline_on", "asked_on")
        values = {name: getattr(round_, name) for name in names} | {name: getattr(text, name) for name in WORDING}
        values |= ThresholdForm.starting([count.clause for count in book.standing.counts])
        return values | AskedForm.starting(book.parties)

    @property
    def plan(self) -> Plan:
        cleaned = self.cleaned_data
        columns = {name: cleaned[name] for name in ("kind", "title", "consequence", "deadline_on")}
        columns["year"] = cleaned["year"] if cleaned["kind"] in YEARLY else None
        asked_on = cleaned["asked_on"]
        columns["asked_on"] = None if asked_on == today() else asked_on
        return Plan(columns, self.wording, self.asked, self.clauses, self.kept_annexes, cleaned["file"])

    def saved_values(self, current: ApprovalRound) -> Mapping[str, Any]:
        """What is kept by now, for who saved second."""
        usual = {
            name: field.initial() if callable(field.initial) else field.initial for name, field in self.fields.items()
        }
        annexes = [annex.document_version_id for annex in current.current_text.annexes.all()]
        return usual | self.current(book_of(current)) | {"annexes": annexes}


class RoundChangeForm(RoundForm, VersionMixin):
    """The same for one that is there already."""


KIND_WORDS = {
    "statuten": RoundKind.STATUTES,
    "intentie": RoundKind.INTENTION,
    "cofinanciering": RoundKind.COFINANCING,
    "aanvraag": RoundKind.APPLICATION,
    "jaarrekening": RoundKind.ACCOUNTS,
    "evaluatie": RoundKind.EVALUATION,
    "protocol": RoundKind.PROTOCOL,
    "interesse": RoundKind.INTEREST,
    "plan": RoundKind.PLAN,
}


def _kind_of(title: str) -> str:
    """The kind that the title of a decision speaks of; it stays a choice in the form."""
    words = title.lower()
    return next((kind for word, kind in KIND_WORDS.items() if word in words), RoundKind.PRINCIPLE)


class SendForm(VersionMixin):
    asked_on = DateField(
        label=_("Gevraagd op"),
        earliest=FIRST_DAY,
        help_text=_("Vandaag, of een vroegere dag als u iets invoert dat toen al gevraagd was."),
    )


class RunningForm(VersionMixin):
    """What can still be different while a round runs."""

    title = LineField(label=_("Titel"), max_length=160)
    deadline_on = DateField(label=_("Antwoord tegen"), earliest=FIRST_DAY)
    consequence = ProseField(
        label=_("Wat volgt als het bereikt wordt?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class StopForm(VersionMixin):
    reason = LineField(
        label=_("Waarom stopt deze ronde?"),
        max_length=300,
        required=False,
        help_text=_("De besturen lezen dit."),
    )


class RewordForm(WordingForm, VersionMixin):
    """A next wording, with why, and whether who decided already has to decide again."""

    field_order = ("question", "articles", "facts", "grounds", "annexes", "file", "change_reason", "again")

    change_reason = LineField(
        label=_("Wat is er anders?"), max_length=300, help_text=_("De raden lezen dit bij de nieuwe tekst.")
    )
    again = forms.ChoiceField(
        label=_("Moet wie al besliste, opnieuw beslissen?"),
        choices=[
            ("yes", _("Ja: de inhoud is anders. Eerdere antwoorden tellen niet meer mee.")),
            ("no", _("Nee: het is een verbetering zonder gevolg. Eerdere antwoorden blijven gelden.")),
        ],
        widget=forms.RadioSelect,
    )

    @staticmethod
    def current(round_: ApprovalRound) -> dict[str, Any]:
        text = round_.current_text
        return {"version": round_.version} | {name: getattr(text, name) for name in WORDING}

    def saved_values(self, current: ApprovalRound) -> Mapping[str, Any]:
        annexes = [annex.document_version_id for annex in current.current_text.annexes.all()]
        return self.current(current) | {"annexes": annexes}

    @property
    def values(self) -> dict[str, Any]:
        """What the action asks for."""
        return {
            "wording": self.wording,
            "annexes": self.kept_annexes,
            "file": self.cleaned_data["file"],
            "change_reason": self.cleaned_data["change_reason"],
            "needs_new_answer": self.cleaned_data["again"] == "yes",
        }
