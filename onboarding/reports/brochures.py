"""All brochures of a text in one archive: municipalities × languages, each as it would be printed by itself."""

from collections.abc import Sequence
from functools import partial

from django.utils.text import slugify
from django.utils.translation import gettext as _

from governance.models import IN_PAIRS
from onboarding.models import RegionalText
from onboarding.models.regional_text import SOURCE
from onboarding.models.text_ref import AllRef, TextRef
from onboarding.reports.local_text import file_name_of, local_text
from wegwijzer.accounts.models import Organisation, OrganisationKind
from wegwijzer.localised import LANGUAGES
from wegwijzer.reports.registry import Item, Printout, Series, UnknownReport

MOST = 1500  # documents: past it nobody would carry the archive


def brochures(ref: str) -> Series:
    """`12`, or `12-boekje`: text, and shape.

    Raises UnknownReport when there is no such text, nothing was published, or it would be too much.
    """
    asked = AllRef.read(ref)
    text = RegionalText.objects.select_related("partnership").filter(pk=asked.text).first() if asked else None
    if asked is None or text is None or text.is_procedure:
        raise UnknownReport(_("Er is geen brochure met nummer %s.") % ref[:40])
    if not text.editions.exists():
        raise UnknownReport(_("Van deze tekst is nog geen versie gepubliceerd."))
    codes = [SOURCE, *text.translations]
    items = [
        _item(TextRef(text.pk, organisation.pk, code, asked.shape), text, organisation)
        for organisation in _for_whom(text)
        for code in codes
    ]
    if len(items) > MOST:
        raise UnknownReport(_("Dat zijn meer dan %s brochures ineens. Vraag ze per organisatie.") % MOST)
    return Series(
        items=tuple(items),
        title=_("Alle brochures: %s") % text,
        file_name=f"{slugify(str(text.title))[:60] or 'brochures'}-{asked.shape}.zip",
        heads=(_("organisatie"), _("taal"), _("versie"), _("in herziening")),
        facts_of=_facts,
    )


def _for_whom(text: RegionalText) -> list[Organisation]:
    """The municipalities that are members today, and whoever else made something of it; without any, all members."""
    members = text.partnership.members_on().values("organisation")
    rows = Organisation.objects.filter(pk__in=members).order_by(*IN_PAIRS)
    own = set(text.locals.values_list("organisation", flat=True))
    found = [row for row in rows if row.kind == OrganisationKind.MUNICIPALITY or row.pk in own]
    return found or list(rows)


def _item(ref: TextRef, text: RegionalText, organisation: Organisation) -> Item:
    language = LANGUAGES[ref.language]
    return Item(
        name=f"{ref.language}/{file_name_of(text, organisation, ref)}",
        title=f"{organisation.name}, {language}",
        build=partial(local_text, str(ref)),
        facts=(organisation.name, language),
    )


def _facts(printout: Printout) -> Sequence[str]:
    context = printout.context
    revised = _("ja") if context["is_stale"] else _("nee")
    return (
        context["organisation"].name,
        LANGUAGES[printout.language],
        str(context["edition"].number),
        revised,
    )
