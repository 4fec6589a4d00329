"""Loading a case: texts, deliverables, figures and education projects. What is there already stays as it is."""

import tomllib
from pathlib import Path

from django.db import transaction

from onboarding.actions import case_deliverables, case_education, case_indicators, case_texts

DATA = Path(__file__).resolve().parent.parent / "data"


@transaction.atomic
def load(name: str) -> None:
    """What the case `name` has for this app; its projects have been loaded. A case without any adds nothing."""
    case_texts.load(name)
    deliverables = DATA / f"{name}_deliverables.toml"
    if deliverables.exists():
        case_deliverables.load(tomllib.loads(deliverables.read_text()))
    indicators = DATA / f"{name}_indicators.toml"
    if indicators.exists():
        case_indicators.load(tomllib.loads(indicators.read_text()))
    education = DATA / f"{name}_education.toml"
    if education.exists():
        case_education.load(tomllib.loads(education.read_text()))
