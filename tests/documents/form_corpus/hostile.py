"""Files that mean harm, and files that only went wrong on their way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.documents.form_corpus import pdfs
from tests.documents.form_corpus.report_text import report
from tests.documents.form_corpus.word_xml import Form, R, W, body_of, package, paragraph, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PLAIN = Form()


def good() -> bytes:
    return package(body_of(report(paragraphs=1), PLAIN), PLAIN)


def with_part(name: str, content: bytes) -> bytes:
    """A good document with one part more, or another one."""
    with zipfile.ZipFile(io.BytesIO(good())) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    return zipped(parts | {name: content})


def document(inside: str, before: str = "") -> bytes:
    return with_part(
        "word/document.xml", f'<?xml version="1.0"?>{before}<w:document {W} {R}>{inside}</w:document>'.encode()
    )


def packed_bomb() -> bytes:
    """A text of 80 MB of spaces, packed to a fraction."""
    return document("<w:body><w:p><w:r><w:t>" + " " * 80 * 2**20 + "</w:t></w:r></w:p></w:body>")


def bomb_that_lies() -> bytes:
    """The same, and the directory says it is small."""
    content = bytearray(packed_bomb())
    central = content.index(b"PK\x01\x02", 0)
    while central >= 0:
        name_length = int.from_bytes(content[central + 28 : central + 30], "little")
        name = bytes(content[central + 46 : central + 46 + name_length])
        if name == b"word/document.xml":
            content[central + 24 : central + 28] = (1000).to_bytes(4, "little")
        central = content.find(b"PK\x01\x02", central + 4)
    return bytes(content)


def many_entries() -> bytes:
    return zipped({"[Content_Types].xml": b"<a/>", **{f"word/media/{number}.png": b"" for number in range(6000)}})


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return document(
        "<w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body>", f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>'
    )


def outside_entity() -> bytes:
    return document(
        "<w:body><w:p><w:r><w:t>&secret;</w:t></w:r></w:p></w:body>",
        '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>',
    )


def deep() -> bytes:
    """Tables in tables, ten thousand deep."""
    levels = 10_000
    return document("<w:body>" + "<w:tbl><w:tr><w:tc>" * levels + "</w:tc></w:tr></w:tbl>" * levels + "</w:body>")


def style_circle() -> bytes:
    """Two styles, each based on the other."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("A", "B"), ("B", "A"))
    )
    form = Form(extra_styles=styles)
    return package(paragraph("Một đoạn.", style="A"), form)


def absurd_measures() -> bytes:
    section = '<w:sectPr><w:pgSz w:w="1e400" w:h="-5"/><w:pgMar w:left="99999999999999" w:top="NaN"/></w:sectPr>'
    spacing = '<w:spacing w:before="999999999999999999999" w:line="0" w:lineRule="exact"/><w:ind w:left="1e300"/>'
    form = Form(section=section, spacing=spacing, defaults='<w:sz w:val="1e99"/>')
    return package(body_of(report(paragraphs=1), form), form)


def pdf_circle() -> bytes:
    """Pages whose tree leads back to itself."""
    return _pdf_of("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>")


def pdf_that_says_a_million_pages() -> bytes:
    kids = " ".join("3 0 R" for _ in range(5000))
    return _pdf_of(
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count 1000000 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    )


def pdf_bomb() -> bytes:
    """A page whose drawing unpacks to 400 MB."""
    import zlib

    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"q Q\n" * 2**18) for _ in range(400)) + packer.flush()
    head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
    return _pdf_of(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        head + packed + b"\nendstream",
    )


def _pdf_of(*objects: str | bytes) -> bytes:
    made = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += (
            f"{number} 0 obj\n".encode() + (content if isinstance(content, bytes) else content.encode()) + b"\nendobj\n"
        )
    table = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    return made + f"{table}trailer << /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF".encode()


def large(path: Path) -> None:
    """200 MB, of which the disk holds next to nothing."""
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(200 * 2**20)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty_file"),
    "packed-bomb": (packed_bomb, "too_much"),
    "bomb-that-lies": (bomb_that_lies, "broken"),
    "many-entries": (many_entries, "too_much"),
    "billion-laughs": (billion_laughs, "unsafe"),
    "outside-entity": (outside_entity, "unsafe"),
    "ten-thousand-deep": (deep, "broken"),
    "macros": (lambda: with_part("word/vbaProject.bin", OLE), "macros"),
    "docm": (
        lambda: with_part(
            "[Content_Types].xml",
            b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName='
            b'"/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
        ),
        "macros",
    ),
    "with-a-password": (lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "encrypted"),
    "old-word": (lambda: OLE + b"\0" * 4000, "old_word"),
    "cut-in-half": (lambda: good()[: len(good()) // 2], "broken"),
    "zip-of-nothing": (lambda: zipped({"a.txt": b"a"}), "not_a_text"),
    "spreadsheet": (lambda: zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "not_a_text"),
    "open-document": (lambda: zipped({"mimetype": b"", "content.xml": b""}), "not_a_text"),
    "rich-text": (lambda: b"{\\rtf1 B\\'e1o c\\'e1o}", "not_a_text"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "not_a_text"),
    "page-of-the-web": (lambda: b"<html><body>B\xc3\xa1o c\xc3\xa1o</body></html>", "not_a_text"),
    "noise": (lambda: bytes(range(256)) * 40, "not_a_text"),
    "no-body": (lambda: document(""), "broken"),
    "no-xml": (lambda: with_part("word/document.xml", b"\0\1\2 not xml"), "broken"),
    "no-relations": (lambda: with_part("_rels/.rels", b"<Relationships/>"), "broken"),
    "pdf-with-a-password": (lambda: pdfs.changed(pdfs.good_pdf(), pdfs.locked), "encrypted"),
    "pdf-of-noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "broken"),
    "pdf-circle": (pdf_circle, "broken"),
    "pdf-of-a-million-pages": (pdf_that_says_a_million_pages, "too_much"),
}
"""From a name to the file and the code of its one finding."""
