"""A field of a form as plain values, for the one template that draws fields (components/field.html).

A template that asks a bound field again and again for its label, its hint, its mistakes and its parts takes most of the
time of a page with forms. Here each is asked once, and the usual controls are drawn in place.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, TypedDict

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

LINE, PROSE, CHOICES, TICK, HIDDEN, OTHER = "line", "prose", "choices", "tick", "hidden", "other"
LINES = (forms.TextInput, forms.EmailInput, forms.URLInput, forms.NumberInput, forms.PasswordInput)
# By template: a widget that brings its own draws itself.
KINDS = {
    **{widget.template_name: LINE for widget in LINES},
    forms.Textarea.template_name: PROSE,
    forms.RadioSelect.template_name: CHOICES,
    forms.CheckboxSelectMultiple.template_name: CHOICES,
    forms.CheckboxInput.template_name: TICK,
    forms.HiddenInput.template_name: HIDDEN,
}
CSS = ((forms.Select, "form-select"), (forms.CheckboxInput, "form-check-input"))


class Drawn(TypedDict):
    field: BoundField
    kind: str
    is_group: bool  # several controls under one legend
    id: str
    label_for: str  # "" when there is no one control to point at
    label: Any
    hint: Any
    reasons: list[str]  # why it was refused
    is_optional: bool  # radios show themselves what none of them means
    width: str
    described_by: str
    name: str
    type: str
    value: Any
    attributes: SafeString  # of the control, apart from those above
    groups: list[tuple[Any, list[tuple[str, Any, Any, bool]]]]  # of choices: title, [(number, value, label, is chosen)]


def drawn(field: BoundField) -> Drawn:
    """What is needed to draw `field`, with what was typed and why it was refused."""
    widget = field.field.widget
    kind = KINDS.get(widget.template_name, OTHER)
    part: dict[str, Any] = {"attrs": {}}
    if kind != OTHER:
        attrs = {} if kind in (CHOICES, HIDDEN) else {"class": css_of(widget)}
        part = widget.get_context(field.html_name, field.value(), field.build_widget_attrs(attrs))["widget"]
    described_by = part["attrs"].pop("aria-describedby", None) or field.aria_describedby
    is_asked = field.field.required or getattr(field.field, "is_asked", False)  # by the form, as one of two ways
    return {
        "field": field,
        "kind": kind,
        "is_group": widget.use_fieldset and not isinstance(widget, forms.FileInput),
        "id": field.auto_id,
        "label_for": field.id_for_label,
        "label": field.label,
        "hint": field.help_text,
        "reasons": list(field.errors),
        "is_optional": not is_asked and widget.template_name != forms.RadioSelect.template_name,
        "width": width_of(field.field),
        "described_by": described_by or "",
        "name": field.html_name,
        "type": part.get("type") or getattr(widget, "input_type", ""),
        "value": part.get("value"),
        "attributes": attributes(part["attrs"]),
        "groups": [(title, [_choice(one) for one in choices]) for title, choices in joined(part.get("optgroups", ()))],
    }


def _choice(choice: dict[str, Any]) -> tuple[str, Any, Any, bool]:
    return choice["index"], str(choice["value"]), choice["label"], choice["selected"]


def joined(groups: Iterable[tuple[Any, list[Any], int]]) -> list[tuple[Any, list[Any]]]:
    """The choices of a widget by title; Django gives each choice without one a group of its own."""
    runs = groupby(groups, key=lambda group: group[0])
    return [(title, [one for _title, choices, _number in run for one in choices]) for title, run in runs]


def under(prefix: str, fields: Iterable[Drawn]) -> list[Drawn]:
    """The same fields with ids of their own, for a form that stands on a page many times."""
    copies = []
    for field in fields:
        old, new = field["id"], prefix + field["name"]
        copy = field.copy()
        copy["id"] = new
        copy["label_for"] = field["label_for"].replace(old, new)
        copy["described_by"] = field["described_by"].replace(old, new)
        copies.append(copy)
    return copies


def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """Attributes of HTML in their order: True is a name by itself; False and None are left out."""
    said = ((name, value) for name, value in attrs.items() if value is not None and value is not False)
    return SafeString(
        "".join(f" {name}" if value is True else f' {name}="{conditional_escape(value)}"' for name, value in said)
    )


def css_of(widget: forms.Widget) -> str:
    """The classes of a control: its own, and that of its kind."""
    kind = next((css for kinds, css in CSS if isinstance(widget, kinds)), "form-control")
    return f"{widget.attrs.get('class', '')} {kind}".strip()


def width_of(field: forms.Field) -> str:
    """The width class of a field: as long as the answer that is expected."""
    widget = field.widget
    if getattr(widget, "input_type", "") in {"date", "time"} or hasattr(field, "places"):
        return "width-10"  # a day, an hour, a number
    # A strict field takes a value of at most `longest` characters, spaces and dots included: show half of that.
    strict = getattr(field, "longest", 0) // 2
    length = int(widget.attrs.get("size") or widget.attrs.get("maxlength") or strict or 60)
    return next((f"width-{size}" for size in (5, 10, 20, 30) if length <= size), "width-full")
