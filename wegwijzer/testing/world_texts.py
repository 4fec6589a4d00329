"""The part of the world around texts that municipalities refine: one of everything, in partnership A or in B."""

from typing import Any

from onboarding.tests import refinement_factories as make
from wegwijzer.accounts.models import ContactPoint, Organisation
from wegwijzer.localised import LocalisedText
from wegwijzer.testing.people import Side


def build_texts(side: Side, board: Organisation, world: dict[str, Any], mark: str) -> dict[str, Any]:
    """A procedure in two editions, of which the board adapted a step that changed since; a brochure in French too."""
    about = {"purpose": f"Onthaal{mark}", "audience": f"Nieuwkomers{mark}"}
    text = make.RegionalTextFactory(partnership=side.partnership, title=LocalisedText(f"Procedure{mark}"), **about)
    step: Any = make.SectionFactory(text=text, title=LocalisedText(f"Gesprek{mark}"), actor=f"Onthaal{mark}")
    other = make.SectionFactory(text=text, title=LocalisedText(f"Wegwijs{mark}"), body=LocalisedText(f"Ga mee{mark}"))
    edition = make.EditionFactory(text=text, note=f"Begin{mark}")
    local = make.LocalTextFactory(text=text, organisation=board, fillings={"telefoon": f"014{mark}"})
    words = {"title": LocalisedText(f"Eigen{mark}"), "reason": f"Anders{mark}"}
    adapted = make.LocalSectionFactory(local=local, section=step, base=edition, **words)
    sooner = LocalisedText(f"Geef een onthaalgesprek binnen de week{mark}. Bel {{telefoon}}.")
    type(step)._base_manager.filter(pk=step.pk).update(body=sooner)
    added = make.LocalSectionFactory(local=local, adds=True, title=LocalisedText(f"Fruitmand{mark}"))
    hours = {"1": [["09:00", "12:00", False], ["13:30", "16:00", True]]}
    values = {"name": f"Onthaal{mark}", "phone": "014 00 00 01", "city": f"Dorp{mark}", "hours": hours}
    point, _made = ContactPoint.objects.get_or_create(organisation=board, defaults=values)
    return {
        "contact_point": point,
        "regional_text": text,
        "section": step,
        "section_other": other,
        "edition": make.EditionFactory(text=text, note=f"Sneller{mark}"),
        "local_text": local,
        "local_section": adapted,
        "local_section_added": added,
        **_brochure(side, board, mark, about),
    }


def _brochure(side: Side, board: Organisation, mark: str, about: dict[str, str]) -> dict[str, Any]:
    title = LocalisedText(f"Welkom{mark}", fr=f"Bienvenue{mark}", ar=f"مرحبا{mark}")
    brochure = make.RegionalTextFactory(
        partnership=side.partnership, brochure=True, title=title, is_public=True, **about
    )
    section = make.SectionFactory(text=brochure, title=LocalisedText(f"Wonen{mark}", fr=f"Habiter{mark}"))
    hours = make.SectionFactory(text=brochure, mode="fillable", body=LocalisedText(f"Open: {{openingsuren}}{mark}"))
    picture: Any = make.SectionPictureFactory(
        section=section, alt=LocalisedText(f"Huis{mark}", fr=f"Maison{mark}"), caption=LocalisedText(f"Thuis{mark}")
    )
    edition = make.EditionFactory(text=brochure, note=f"Begin{mark}")
    local = make.LocalTextFactory(text=brochure, organisation=board)
    adapted = make.LocalSectionFactory(local=local, section=section, base=edition)
    given = make.TranslationAssignmentFactory(text=brochure, organisation=board, role=f"Vertaler{mark}")
    return {
        "translation_assignment": given,
        "brochure": brochure,
        "brochure_section": section,
        "section_picture": picture,
        "picture_file": picture.file,
        "brochure_hours": hours,
        "brochure_edition": edition,
        "local_brochure": local,
        "brochure_local_section": adapted,
    }
