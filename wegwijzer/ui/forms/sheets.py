"""A table out of a spreadsheet: the file becomes the same text that one can paste, to be looked at first.

Only what somebody typed is read: a formula is named by its cell, and so are merged cells. Limits stand before every
reading: bytes of the file, bytes of what is packed in it, rows and columns.
"""

import datetime as dt
import io
import warnings
import zipfile
from decimal import Decimal
from typing import Any
from xml.parsers import expat

import openpyxl
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from wegwijzer.ui.forms.files import DocumentField
from wegwijzer.ui.forms.tables import separated, written
from wegwijzer.ui.forms.text import TextField
from wegwijzer.ui.inspection.archive import Archive
from wegwijzer.ui.inspection.refusal import Refusal

MOST_BYTES = 4 * 1024 * 1024
MOST_UNPACKED = 16 * 1024 * 1024  # bytes; 2,000 rows with long texts are 3 MB
MOST_AROUND = 1024 * 1024  # bytes of any part that is neither a sheet nor its texts: styles, names
LONGEST_TABLE = 2_000_000  # characters
MOST_NAMED = 8  # cells in one message
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and .xlsx behind a password
ENCODINGS = ("utf-8-sig", "cp1252")  # what spreadsheets write a .csv in


class TableField(TextField):
    """A pasted table. Its cells are judged one by one, so that a mistake is said with its row."""

    default_error_messages = {
        "too_long": _("Dit is te veel ineens. Plak hoogstens %(limit)s tekens, of haal het in delen binnen.")
    }

    def lines(self, text: str) -> str:
        return text.rstrip("\n")

    def refuse_characters(self, text: str) -> None:
        """Later, per cell."""


class SheetField(DocumentField):
    """An .xlsx, and a .csv where `kinds` says so; the value is its table as text.

    `most_rows` counts those with something in them under the head; `sheet` is the name of the one that is read, the
    first where none has it.
    """

    default_error_messages = {
        "kind": _("Dit soort bestand kan hier niet. Bewaar het als Excel-werkmap (.xlsx), zonder macro’s."),
        "old_office": _("Dit bestand is met een wachtwoord op slot of in een oude vorm (.xls). Bewaar het als .xlsx."),
        "too_many": _("Dit bestand heeft meer dan %(limit)s rijen. Haal het in delen binnen."),
        "too_wide": _("Dit bestand heeft meer dan %(columns)s kolommen. Laat alleen die staan die u nodig hebt."),
        "too_much": _("In dit bestand staat te veel tekst ineens. Haal het in delen binnen."),
        "formula": _("Hier staan formules: %(cells)s. Vervang ze door hun waarde (plakken als waarden)."),
        "error": _("Hier staan foutwaarden zoals #N/B: %(cells)s. Verbeter die cellen."),
        "merged": _("Hier zijn cellen samengevoegd: %(cells)s. Splits ze."),
        "nothing": _("In dit bestand staat geen enkele rij. Kies een ander bestand."),
    }

    def __init__(
        self,
        *,
        most_rows: int,
        most_columns: int = 60,
        sheet: Any = "",
        kinds: tuple[str, ...] = ("xlsx",),
        **kwargs: Any,
    ) -> None:
        self.most_rows, self.most_columns, self.sheet = most_rows, most_columns, sheet
        super().__init__(kinds=kinds, **kwargs)

    def to_python(self, data: Any) -> Any:
        if data is not None and getattr(data, "size", 0) > MOST_BYTES:
            raise self.refuse("too_big", limit=MOST_BYTES // (1024 * 1024))
        file = super().to_python(data)
        return None if file is None else self.text_of(file)

    def looked_at(self, file: UploadedFile, name: str, kind: Any) -> UploadedFile:
        start = file.read(len(OLD_OFFICE))
        file.seek(0)
        if start == OLD_OFFICE:
            raise self.refuse("old_office")
        return super().looked_at(file, name, kind)

    def text_of(self, file: UploadedFile) -> str:
        raw = file.read()
        try:
            rows = self.rows_of_csv(raw) if getattr(file, "kind", "") == "csv" else self.rows_of(raw)
        except Refusal as refusal:
            raise self.refuse(refusal.code, limit=self.most_rows, columns=self.most_columns) from None
        except ValidationError:
            raise
        except Exception:  # readers of other people's files fail in any way they like; the answer is the same
            raise self.refuse("damaged") from None
        if not rows:
            raise self.refuse("nothing")
        text = written(rows)
        if len(text) > LONGEST_TABLE:
            raise self.refuse("too_much")
        return text

    def rows_of_csv(self, raw: bytes) -> list[list[str]]:
        text = next(text for encoding in ENCODINGS if (text := _decoded(raw, encoding)) is not None)
        rows = separated(text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
        if len(rows) > self.most_rows + 1:
            raise Refusal("too_many")
        if max(map(len, rows), default=0) > self.most_columns:
            raise Refusal("too_wide")
        return rows if any(cell.strip() for row in rows for cell in row) else []

    def rows_of(self, raw: bytes) -> list[list[str]]:
        """The sheet that is meant, or else the first one. An empty row is an empty list: rows keep their number."""
        _check_size(raw)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that do not matter here
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
            try:
                sheet = next((one for one in book.worksheets if one.title == str(self.sheet)), book.worksheets[0])
                self.refuse_cells("merged", _merged(raw, sheet._worksheet_path))
                sheet.reset_dimensions()
                return self.read(sheet)
            finally:
                book.close()

    def read(self, sheet: Any) -> list[list[str]]:
        rows: list[list[str]] = []
        formulas: list[str] = []
        errors: list[str] = []
        filled = 0
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            row = [_text(cell.value) for cell in cells]
            while row and not row[-1].strip():
                row.pop()
            if len(row) > self.most_columns:
                raise Refusal("too_wide")
            filled += bool(row)
            # A sheet may have empty rows in between, but not a million of them.
            if filled > self.most_rows + 1 or number > 4 * self.most_rows:
                raise Refusal("too_many")
            formulas += [cell.coordinate for cell in cells if cell.data_type == "f"]
            errors += [cell.coordinate for cell in cells if cell.data_type == "e"]
            rows.append(row)
        self.refuse_cells("formula", formulas)
        self.refuse_cells("error", errors)
        while rows and not rows[-1]:
            rows.pop()
        return rows

    def refuse_cells(self, code: str, cells: list[str]) -> None:
        if cells:
            named = ", ".join(cells[:MOST_NAMED]) + (" …" if len(cells) > MOST_NAMED else "")
            raise self.refuse(code, cells=named)


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _check_size(raw: bytes) -> None:
    with Archive(raw) as archive:
        if sum(member.file_size for member in archive.members) > MOST_UNPACKED:
            raise Refusal("bomb")
        for member in archive.members:
            is_table = member.filename.startswith("xl/worksheets/") or member.filename == "xl/sharedStrings.xml"
            if member.file_size > MOST_AROUND and not is_table:
                raise Refusal("bomb")


def _merged(raw: bytes, part: str) -> list[str]:
    """The merged ranges of a sheet; the reader that does not keep all cells in memory does not tell them."""
    found: list[str] = []

    def look(tag: str, said: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "mergeCell" and len(found) <= MOST_NAMED:
            found.append(said.get("ref", ""))

    parser = expat.ParserCreate()
    parser.StartElementHandler = look
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open(part) as sheet:
        parser.ParseFile(sheet)
    return found


def _text(value: Any) -> str:
    """A cell as a Belgian would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    return str(value)


def _number(value: float) -> str:
    """With a comma; never with exactly three figures after it, which would read as thousands."""
    whole, point, decimals = f"{Decimal(repr(value)).normalize():f}".partition(".")
    return f"{whole},{decimals}{'0' if len(decimals) == 3 else ''}" if point else whole
