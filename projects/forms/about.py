"""What a finding or a sheet is about: a theme and a target group, in the words of the partnership."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.models import Theme
from projects.models import TargetGroup
from wegwijzer.ui.forms.choices import offer


class AboutMixin(forms.Form):
    """`themes` and `target_groups` are what they are called, by key."""

    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Thema"), required=False, empty_label=_("geen thema in het bijzonder")
    )
    target_group = forms.ModelChoiceField(
        TargetGroup.objects.none(),
        label=_("Doelgroep"),
        required=False,
        empty_label=_("geen doelgroep in het bijzonder"),
    )

    def __init__(self, *args: Any, themes: Mapping[int, str], target_groups: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.theme_words, self.group_words = themes, target_groups
        offer(self, "theme", Theme.objects.filter(pk__in=themes), themes)
        offer(self, "target_group", TargetGroup.objects.filter(pk__in=target_groups), target_groups)
