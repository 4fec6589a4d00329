"""Which document of a dossier: as text "12" (as it stands), "v5" (a version), each with "-vertrouwelijk" behind it."""

import re
from dataclasses import dataclass

FORM = re.compile(r"(v?)([0-9]{1,18})(-vertrouwelijk)?", re.ASCII)


@dataclass(frozen=True)
class DossierRef:
    """`pk` is that of a version when `is_version`, else of the dossier."""

    pk: int
    is_version: bool = False
    is_confidential: bool = False

    @property
    def text(self) -> str:
        return f"{'v' if self.is_version else ''}{self.pk}{'-vertrouwelijk' if self.is_confidential else ''}"

    @classmethod
    def read(cls, text: str) -> "DossierRef | None":
        """None when the text is no such reference."""
        found = FORM.fullmatch(text)
        return cls(int(found[2]), bool(found[1]), bool(found[3])) if found else None
