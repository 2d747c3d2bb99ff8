"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import zipfile
from pathlib import Path

from services.documents.form_check.refusal import CannotCheck

MOST_BYTES = 100 * 1024 * 1024
DOCX, PDF = "docx", "pdf"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PDF_WITHIN = 1024
"""A PDF may begin with something else, within its first kilobyte (ISO 32000-1, annex H)."""

_BY_HEAD = (
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"MZ", "EXE"),
)
_BY_ENTRY = (
    ("xl/workbook.xml", "Excel (.xlsx)"),
    ("xl/workbook.bin", "Excel (.xlsb)"),
    ("ppt/presentation.xml", "PowerPoint (.pptx)"),
    ("content.xml", "OpenDocument (.odt)"),
)


def kind_of(path: Path) -> str:
    """`docx` or `pdf`. Raises `CannotCheck` for everything else, saying what it is."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise CannotCheck("too_large", megabytes=size // 2**20, most=MOST_BYTES // 2**20)
    if not size:
        raise CannotCheck("empty_file")
    with path.open("rb") as file:
        head = file.read(_PDF_WITHIN)
    if b"%PDF-" in head:
        return PDF
    if head.startswith(_OLE):
        raise CannotCheck("encrypted" if _mentions(path, _ENCRYPTED) else "old_word")
    if head.startswith(b"PK"):
        return _zip_kind(path)
    raise CannotCheck("not_a_text", what=_named(head))


def _zip_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as broken:
        raise CannotCheck("broken", DOCX) from broken
    for entry, what in _BY_ENTRY:
        if entry in names:
            raise CannotCheck("not_a_text", what=what)
    if "[Content_Types].xml" not in names:
        raise CannotCheck("not_a_text", what="ZIP")
    return DOCX


def _named(head: bytes) -> str:
    for start, what in _BY_HEAD:
        if head.startswith(start):
            return what
    start_of_text = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start_of_text.startswith((b"<!doctype html", b"<html")):
        return "HTML"
    return "XML" if start_of_text.startswith(b"<?xml") else "?"


def _mentions(path: Path, words: bytes) -> bool:
    """Whether the bytes stand anywhere in the file; read by pieces that overlap."""
    tail = b""
    with path.open("rb") as file:
        while piece := file.read(2**20):
            if words in tail + piece:
                return True
            tail = piece[-len(words) :]
    return False
