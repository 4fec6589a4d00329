"""A document that somebody sends along: looked at before it is kept."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from wegwijzer.ui.inspection.kinds import DOCUMENTS, KINDS, Kind, inspect
from wegwijzer.ui.inspection.names import clean_name, split_extension
from wegwijzer.ui.inspection.refusal import Refusal


class DocumentField(forms.FileField):
    """An uploaded file of an allowed kind, as UploadedFile at its beginning.

    It carries what was found: `kind` (a code of KINDS), `content_type` (ours, not the browser's word), `checksum`
    (SHA-256, hexadecimal), `clean_name` (to show and to offer at a download, at most 150 characters) and `marks`
    (codes of MARKS: "encrypted", "embedded", "opens"). `kinds` narrows what is allowed.
    """

    widget = forms.FileInput
    default_error_messages = {
        "required": _("Kies een bestand."),
        "invalid": _("Het bestand is niet aangekomen. Kies het opnieuw."),
        "empty": _("Dit bestand is leeg. Kies een ander bestand."),
        "too_big": _("Dit bestand is te groot: hoogstens %(limit)s MB. Maak het kleiner of splits het."),
        "name": _("Geef het bestand een naam, bijvoorbeeld verslag.pdf."),
        "kind": _("Dit soort bestand kan hier niet. Kies een van deze soorten: %(kinds)s."),
        "mismatch": _("Dit is geen %(kind)s-bestand, al heet het zo. Bewaar het opnieuw als %(kind)s."),
        "damaged": _("Dit bestand is beschadigd of niet volledig. Bewaar het opnieuw en probeer nog eens."),
        "two_kinds": _("In dit bestand zit een tweede bestand verstopt. Bewaar het opnieuw als %(kind)s."),
        "active": _("Dit bestand bevat een programma (macro of script). Bewaar het zonder, of als gewone PDF."),
        "fetches": _("Dit bestand haalt bij het openen iets op van elders. Bewaar het als PDF."),
        "locked": _("Dit bestand is met een wachtwoord op slot. Bewaar het zonder wachtwoord."),
        "bomb": _("Dit bestand wordt bij het uitpakken veel te groot. Bewaar het opnieuw, of als PDF."),
        "too_many_pixels": _("Dit beeld is te groot: hoogstens 50 miljoen beeldpunten. Verklein het."),
        "virus": _("Een virusscanner zou dit bestand tegenhouden. Kies een ander bestand."),
    }

    def __init__(self, *, kinds: Iterable[str] = DOCUMENTS, **kwargs: Any) -> None:
        self.kinds = [KINDS[code] for code in kinds]
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"accept": ",".join(extension for kind in self.kinds for extension in kind.extensions)}

    def refuse(self, code: str, **params: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file is None:
            return None
        if file.size > settings.DOCUMENT_MAX_BYTES:
            raise self.refuse("too_big", limit=settings.DOCUMENT_MAX_BYTES // (1024 * 1024))
        name = clean_name(file.name)
        if not name:
            raise self.refuse("name")
        return self.looked_at(file, name, self.kind_of(name))

    def kind_of(self, name: str) -> Kind:
        extension = split_extension(name)[1]
        for kind in self.kinds:
            if extension in kind.extensions:
                return kind
        raise self.refuse("kind", kinds=", ".join(str(kind.label) for kind in self.kinds))

    def looked_at(self, file: UploadedFile, name: str, kind: Kind) -> UploadedFile:
        try:
            finding = inspect(file, kind)
        except Refusal as refusal:
            raise self.refuse(refusal.code, kind=kind.label) from None
        file.clean_name = name  # type: ignore[attr-defined]
        file.kind = kind.code  # type: ignore[attr-defined]
        file.content_type = kind.content_type
        file.checksum = finding.checksum  # type: ignore[attr-defined]
        file.marks = finding.marks  # type: ignore[attr-defined]
        return file
