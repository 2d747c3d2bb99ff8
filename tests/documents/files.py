"""Small files of every kind that can be handed in, and of some that cannot."""

from __future__ import annotations

import zipfile
from io import BytesIO

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(32)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def office(*parts: str) -> bytes:
    """A zip with these parts beside the list of types that every Office file has."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part in ("[Content_Types].xml", *parts):
            archive.writestr(part, "<x/>")
    return made.getvalue()


DOCX = office("_rels/.rels", "word/document.xml")
XLSX = office("_rels/.rels", "xl/workbook.xml")
DOCM = office("word/document.xml", "word/vbaProject.bin")
ZIP = office("note.txt")
