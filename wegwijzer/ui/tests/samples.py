"""Files for the tests, honest and other, made here byte by byte: the repository holds no binary samples."""

import io
import struct
import zipfile
import zlib

TYPES = "[Content_Types].xml"
OFFICE = "application/vnd.openxmlformats-officedocument."
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN_PARTS = {
    "docx": ("word/document.xml", "wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation"),
}


def pdf(extra: bytes = b"", catalogue: bytes = b"") -> bytes:
    """A PDF of one empty page; `catalogue` goes into the root object, `extra` are further objects."""
    body = (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + catalogue + b" >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n" + extra
    )
    trailer = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n%d\n%%%%EOF\n"
    return body + trailer % len(body)


def object_stream(content: bytes, dictionary: bytes = b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode") -> bytes:
    packed = zlib.compress(content, 9)
    head = b"9 0 obj\n<< " + dictionary + b" /Length %d >>\n" % len(packed)
    return head + b"stream\n" + packed + b"\nendstream\nendobj\n"


def archive(parts: dict[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in parts.items():
            method = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            made.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return file.getvalue()


def content_types(part: str, content_type: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{part}"'
        f' ContentType="{content_type}"/></Types>'
    )


def office(kind: str = "docx", **parts: bytes | str) -> bytes:
    """An Office document; further parts by name."""
    main, content_type = MAIN_PARTS[kind]
    usual = {TYPES: content_types(main, f"{OFFICE}{content_type}.main+xml"), main: "<?xml version='1.0'?><document/>"}
    return archive(usual | parts)


def relations(kind: str, target: str, mode: str = "External") -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATION}{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    )


def open_document(kind: str = "text", **parts: bytes | str) -> bytes:
    usual = {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<content/>"}
    return archive(usual | parts, stored=("mimetype",))


def png(width: int = 3, height: int = 2) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 21)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int = 3, height: int = 2, first: bytes = b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0") -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + first + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\x34" + b"\xff\xd9"


HONEST = {
    "verslag.pdf": pdf(),
    "nota.docx": office("docx"),
    "begroting.xlsx": office("xlsx"),
    "onthaal.pptx": office("pptx"),
    "nota.odt": open_document("text"),
    "begroting.ods": open_document("spreadsheet"),
    "plan.png": png(),
    "foto.jpg": jpeg(),
    "foto.jpeg": jpeg(),
    "lijst.txt": "Ingeschreven: één\r\n".encode(),
    "lijst.csv": "\ufeffnaam;aantal\r\nOlen;3\r\n".encode(),
}
