"""How figures look in a cell that is typed in."""

from collections.abc import Iterator

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from onboarding.forms.measurement import Box, GridForm
from onboarding.models import Indicator, Place

register = template.Library()
KEY, YEAR = 900_000_000_000_001, 1999  # stand for the key of a place and a year


@register.simple_tag
def grid_rows(indicator: Indicator, form: GridForm) -> Iterator[tuple[Place, str, list[SafeString]]]:
    """The rows of a grid, their boxes drawn at once: hundreds of them through a template would be most of the page."""
    before, between = reverse("onboarding:measurement_edit", args=[indicator.pk, KEY, YEAR]).split(f"{KEY}/")
    ending = between.removeprefix(f"{YEAR}")
    for place, was, boxes in form.rows:
        yield place, was, [_box(box, f"{before}{place.pk}/{box.year}{ending}") for box in boxes]


def _box(box: Box, url: str) -> SafeString:
    more = format_html(
        '<a class="soft d-inline-block py-1" href="{}">{}<span class="visually-hidden"> {}</span></a>',
        url,
        _words(box),
        box.label,
    )
    css, about, said = "", "", ""
    if box.wrong:
        css = SafeString(' class="figure-wrong"')
        about = format_html(' aria-invalid="true" aria-describedby="{}_error"', box.name)
        said = format_html('<span class="field-error" id="{}_error">{}</span>', box.name, box.wrong)
    control = format_html(
        '<input type="text" class="form-control" name="{0}" id="{0}" value="{1}" aria-label="{2}" inputmode="decimal"'
        ' autocomplete="off" maxlength="60"{3}>',
        box.name,
        box.value,
        box.label,
        about,
    )
    return format_html("<td{}>{}{}{}</td>", css, control, said, more)


def _words(box: Box) -> str:
    if box.is_unknown:
        return _("niet gekend")
    return _("opmerking*") if box.known and box.known.remark else _("opmerking")
