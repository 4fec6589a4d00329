"""A decision: its text per language, its articles, its outcome."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.forms.texts import add_fields, gathered
from governance.models import Decision, Meeting, Outcome
from wegwijzer.localised import LANGUAGES, LocalisedText
from wegwijzer.ui.forms import IntegerField, LineField, ProseField, TimeField

NUMBER_TYPED = re.compile(r"\A(?:artikel|article|art\.?)\s*[0-9]+(?:er)?\s*[.:–-]?\s*", re.IGNORECASE)
BETWEEN = re.compile(r"\n[ \t]*\n+")
OUTCOMES = [(outcome.value, outcome.label) for outcome in Outcome if outcome != Outcome.WITHDRAWN]


def split_articles(text: str) -> list[str]:
    """One article per paragraph; a number that was typed along is left out, the numbers come by themselves."""
    parts = (NUMBER_TYPED.sub("", part.strip()) for part in BETWEEN.split(text))
    return [part for part in parts if part]


def join_articles(texts: list[LocalisedText], language: str) -> str:
    return "\n\n".join(text.get(language, "") for text in texts)


class DecisionForm(forms.Form):
    """Text and outcome. The vote has its own form, because it comes at its own moment."""

    version = IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, meeting: Meeting, decision: Decision | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = meeting.languages
        self.decision = decision
        add_fields(self, "title", self.languages, _title, _("Besluit"), initial=decision and decision.title)
        self.fields["outcome"] = forms.ChoiceField(
            choices=OUTCOMES, required=False, widget=forms.RadioSelect, label=_("Resultaat")
        )
        add_fields(self, "considerations", self.languages, _prose, _("Overwegingen"),
                   initial=decision and decision.considerations)  # fmt: skip
        add_fields(self, "articles", self.languages, _prose, _("Artikelen"))
        for language in self.languages:
            self.fields[f"articles_{language}"].help_text = _("Eén alinea per artikel; de nummers komen vanzelf.")
        self.fields["taken_at"] = TimeField(
            required=False,
            label=_("Uur van de beslissing"),
            help_text=_("Alleen nodig als iemand later kwam of vroeger vertrok."),
        )
        if decision is None:
            del self.fields["version"]  # a new one was never seen before
        else:
            texts = [article.text for article in decision.articles.all()]
            self.initial |= {f"articles_{language}": join_articles(texts, language) for language in self.languages}
            self.initial |= {
                "outcome": decision.outcome,
                "taken_at": decision.taken_at,
                "version": decision.version,
            }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        split = {language: split_articles(data.get(f"articles_{language}", "")) for language in self.languages}
        counts = {language: len(texts) for language, texts in split.items() if texts}
        if len(set(counts.values())) > 1:
            told = ", ".join(f"{LANGUAGES[language]} {count}" for language, count in counts.items())
            words = _("De talen hebben niet evenveel artikelen (%(told)s). Zet tussen artikelen een lege regel.")
            self.add_error(f"articles_{self.languages[-1]}", ValidationError(words % {"told": told}))
        self.split = split
        return data

    @property
    def articles(self) -> list[LocalisedText]:
        """The articles in order, each in the languages in which it was typed."""
        count = max((len(texts) for texts in self.split.values()), default=0)
        return [
            LocalisedText({language: texts[index] for language, texts in self.split.items() if texts})
            for index in range(count)
        ]

    @property
    def values(self) -> dict[str, Any]:
        """What the action wants."""
        kept = self.decision
        return {
            "title": gathered(self, "title", self.languages, kept.title if kept else None),
            "considerations": gathered(self, "considerations", self.languages, kept.considerations if kept else None),
            "articles": self.articles,
            "outcome": self.cleaned_data["outcome"],
            "taken_at": self.cleaned_data["taken_at"],
        }

    def saved_values(self, current: Decision) -> dict[str, Any]:
        """What is saved by now, for the page that shows both."""
        articles = [article.text for article in current.articles.all()]
        saved: dict[str, Any] = {}
        for language in self.languages:
            saved[f"title_{language}"] = current.title.get(language, "")
            saved[f"considerations_{language}"] = current.considerations.get(language, "")
            saved[f"articles_{language}"] = join_articles(articles, language)
        return saved


def _title() -> LineField:
    return LineField(max_length=300)


def _prose() -> ProseField:
    return ProseField(required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawalForm(forms.Form):
    """Why a decision is withdrawn."""

    reason = LineField(max_length=300, label=gettext_lazy("Reden"))
