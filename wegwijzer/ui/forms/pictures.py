"""A picture that somebody sends along to be shown: looked at by its headers, then drawn anew."""

import hashlib
import io
from typing import Any

from django import forms
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _

from wegwijzer.ui.forms.files import DocumentField
from wegwijzer.ui.inspection.drawing import redrawn
from wegwijzer.ui.inspection.kinds import KINDS, PICTURES, Kind, contents
from wegwijzer.ui.inspection.names import split_extension
from wegwijzer.ui.inspection.pictures import size_of
from wegwijzer.ui.inspection.redraw import MOST_PIXELS
from wegwijzer.ui.inspection.refusal import Refusal

MOST_BYTES = 10 * 1024 * 1024


class PictureField(DocumentField):
    """An uploaded PNG, JPEG or WebP as a new picture of pixels alone: upright, scaled, without EXIF, GPS or comments.

    The file that comes out carries what DocumentField says, and `width` and `height` in points. What it really is
    decides, and its name must say the same.
    """

    default_error_messages = {
        "too_big": _("Deze foto is te groot: hoogstens 10 MB. Bewaar ze kleiner."),
        "kind": _("Dit is geen foto die wij kunnen tonen. Kies een bestand van deze soorten: %(kinds)s."),
        "mismatch": _("Dit is geen %(kind)s, al heet het bestand zo. Bewaar de foto opnieuw als %(kind)s."),
        "damaged": _("Deze foto is beschadigd of niet volledig. Bewaar ze opnieuw en probeer nog eens."),
        "bomb": _("Deze foto wordt bij het openen veel te groot. Verklein ze en probeer nog eens."),
        "too_many_pixels": _("Deze foto is te groot: hoogstens 40 miljoen beeldpunten. Verklein ze."),
        "moves": _("Dit beeld beweegt, en dat kan niet op papier. Kies een beeld dat stilstaat."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(kinds=PICTURES, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"accept": ",".join(kind.content_type for kind in self.kinds)}

    def looked_at(self, file: UploadedFile, name: str, kind: Kind) -> UploadedFile:
        if (file.size or 0) > MOST_BYTES:
            raise self.refuse("too_big")
        file = super().looked_at(file, name, kind)
        try:
            with contents(file) as raw:
                width, height = size_of(raw[:], kind.code)
                if width * height > MOST_PIXELS:
                    raise self.refuse("too_many_pixels")
                picture = redrawn(raw[:], kind.code)
        except Refusal as refusal:
            raise self.refuse(refusal.code, kind=kind.label) from None
        drawn = KINDS[picture.kind]
        stem = split_extension(name)[0]
        fresh = InMemoryUploadedFile(
            io.BytesIO(picture.content), None, name, drawn.content_type, len(picture.content), None
        )
        fresh.clean_name = stem + drawn.extensions[0]  # type: ignore[attr-defined]
        fresh.kind = drawn.code  # type: ignore[attr-defined]
        fresh.checksum = hashlib.sha256(picture.content).hexdigest()  # type: ignore[attr-defined]
        fresh.marks = frozenset()  # type: ignore[attr-defined]
        fresh.width, fresh.height = picture.width, picture.height  # type: ignore[attr-defined]
        return fresh
