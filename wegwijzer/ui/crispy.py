"""How forms look: one helper for all pages, so that a view says what its button does and nothing else."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

MOST_RADIOS = 5
DASHES = "---------"


class BaseHelper(FormHelper):
    """A POST form with its own <form> and one button that says what it does."""

    def __init__(self, form: Any = None) -> None:
        super().__init__(form)
        self.form_class = "form"
        self.cancel_url = ""

    def with_button(self, label: str, cancel: str = "", action: str = "") -> "BaseHelper":
        """`label` is a verb and its object ("Stuur de agenda"); `cancel` is the address to go back to."""
        self.inputs = [Submit("", label)]
        self.cancel_url = cancel
        if action:
            self.form_action = action
        return self


def short_choices_as_radios(form: forms.BaseForm) -> None:
    """Up to five fixed choices are shown at once. Choices that are rows stay a list: their number can grow."""
    for field in form.fields.values():
        if not isinstance(field, forms.ChoiceField) or isinstance(field, forms.ModelChoiceField):
            continue
        if type(field.widget) is not forms.Select:
            continue
        choices = list(field.choices)
        if any(isinstance(label, list | tuple) for _key, label in choices):
            continue  # groups
        filled = [pair for pair in choices if pair[0] not in ("", None)]
        if len(filled) > MOST_RADIOS:
            continue
        field.widget = forms.RadioSelect(attrs=field.widget.attrs, choices=filled if field.required else choices)
        field.widget.is_required = field.required


def name_empty_choices(form: forms.BaseForm) -> None:
    """Django's row of dashes says nothing: an empty choice is "kies" where one must, "geen" where one may not."""
    for field in form.fields.values():
        word = _("kies") if field.required else _("geen")
        if isinstance(field, forms.ModelChoiceField):
            if field.empty_label == DASHES:
                field.empty_label = word
        elif isinstance(field, forms.ChoiceField) and not callable(field.choices):
            field.choices = [(value, word if label == DASHES else label) for value, label in field.choices]


def form_html(form: Any, context: Context, *, button: str, cancel: str = "", action: str = "") -> SafeString:
    """The form as HTML. A form may bring its own `helper` (a BaseHelper with a layout); the button is the page's."""
    for one in getattr(form, "forms", [form]):
        name_empty_choices(one)
        short_choices_as_radios(one)
        # The browser may stop a half-filled date, which it would send as nothing; an empty field is ours to name.
        one.use_required_attribute = False
    helper = getattr(form, "helper", None) or BaseHelper()
    if button:
        helper.with_button(button, cancel=cancel, action=action)
    return render_crispy_form(form, helper, context.flatten())
