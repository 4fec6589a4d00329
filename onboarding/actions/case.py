"""Loading a case: its regional texts and deliverables. May run any number of times; what is there already stays."""

import tomllib
from pathlib import Path

from django.db import transaction

from onboarding.actions import case_deliverables, case_indicators, case_texts

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
