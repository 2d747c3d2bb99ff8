"""What a file is, by its content: a name can say anything.

Only the beginning of a file and the directory of a zip are read. The directory's own length is looked at first, so a
zip with millions of entries costs nothing.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO, Final

_BEGINNING = 1024
_END_OF_DIRECTORY: Final = b"PK\x05\x06"
_ENTRY: Final = b"PK\x01\x02"
_ENTRY_HEAD = 46
_LONGEST_COMMENT = 65_535
_LONGEST_DIRECTORY = 4 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How .doc and .xls begin, and a .docx under a password."""


@dataclass(frozen=True)
class FileType:
    """A kind of file that can be handed in, and the endings that its names may have; the first is the usual one."""

    media_type: str
    endings: tuple[str, ...]


DOCX = FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",))
XLSX = FileType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",))
PDF = FileType("application/pdf", ("pdf",))
JPEG = FileType("image/jpeg", ("jpg", "jpeg"))
PNG = FileType("image/png", ("png",))
FILE_TYPES = (DOCX, PDF, XLSX, JPEG, PNG)
ENDINGS = tuple(f".{ending}" for kind in FILE_TYPES for ending in kind.endings)
MEDIA_TYPES = tuple(kind.media_type for kind in FILE_TYPES)


class FileTypeUnknown(Exception):
    """The content is of no kind that can be handed in."""


class FileLocked(FileTypeUnknown):
    """An old Word or Excel file, or one under a password: the same container holds either."""


class FileWithMacros(FileTypeUnknown):
    """A Word or Excel file that carries a program."""


def file_type(file: BinaryIO) -> FileType:
    """What the content is. Raises `FileTypeUnknown` or what it stands for in particular."""
    file.seek(0)
    beginning = file.read(_BEGINNING)
    if beginning.startswith(_OLE):
        raise FileLocked
    if beginning.startswith(b"PK\x03\x04"):
        return _office_type(_entries(file))
    if b"%PDF-" in beginning:
        return PDF
    if beginning.startswith(b"\xff\xd8\xff"):
        return JPEG
    if beginning.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    raise FileTypeUnknown


def ending_of(filename: str) -> str:
    """The ending of a name in small letters, without its dot; empty when there is none."""
    return filename.rpartition(".")[2].lower() if "." in filename else ""


def _office_type(entries: list[str]) -> FileType:
    if "[content_types].xml" not in entries:
        raise FileTypeUnknown
    for folder, kind in (("word/", DOCX), ("xl/", XLSX)):
        inside = [entry for entry in entries if entry.startswith(folder)]
        if inside:
            if any(entry.endswith("vbaproject.bin") for entry in inside):
                raise FileWithMacros
            return kind
    raise FileTypeUnknown


def _entries(file: BinaryIO) -> list[str]:
    """Names in a zip's directory, in small letters. Raises `FileTypeUnknown` for a zip that is broken or too full."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _LONGEST_COMMENT - 22))
    tail = file.read()
    at = tail.rfind(_END_OF_DIRECTORY)
    if at < 0 or len(tail) - at < 22:
        raise FileTypeUnknown
    length, begins = struct.unpack_from("<II", tail, at + 12)
    if length > _LONGEST_DIRECTORY or begins + length > size:
        raise FileTypeUnknown
    file.seek(begins)
    return _names(file.read(length))


def _names(directory: bytes) -> list[str]:
    names, at = [], 0
    while directory[at : at + 4] == _ENTRY and at + _ENTRY_HEAD <= len(directory):
        name, extra, comment = struct.unpack_from("<HHH", directory, at + 28)
        names.append(directory[at + _ENTRY_HEAD : at + _ENTRY_HEAD + name].decode("utf-8", "replace").lower())
        at += _ENTRY_HEAD + name + extra + comment
    return names
