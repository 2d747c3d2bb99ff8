"""What a file is, told by its content."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest

from services.documents import file_types
from services.documents.file_types import FileLocked, FileType, FileTypeUnknown, FileWithMacros, file_type
from tests.documents import files

KNOWN = [
    (files.PDF, file_types.PDF),
    (b"\n\n" + files.PDF, file_types.PDF),
    (files.DOCX, file_types.DOCX),
    (files.office("word/document2.xml"), file_types.DOCX),
    (files.XLSX, file_types.XLSX),
    (files.JPEG, file_types.JPEG),
    (files.PNG, file_types.PNG),
]
REFUSED = [
    (b"xin chao", FileTypeUnknown),
    (b"MZ\x90\x00", FileTypeUnknown),
    (files.ZIP, FileTypeUnknown),
    (files.OLE, FileLocked),
    (files.DOCM, FileWithMacros),
    (files.DOCX[: len(files.DOCX) // 2], FileTypeUnknown),
    (files.DOCX[:-22] + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, 2**31, 0, 0), FileTypeUnknown),
]


@pytest.mark.parametrize(("content", "kind"), KNOWN)
def test_kind_is_told_by_the_content(content: bytes, kind: FileType) -> None:
    assert file_type(BytesIO(content)) is kind


@pytest.mark.parametrize(("content", "refusal"), REFUSED)
def test_other_content_is_refused(content: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal) as raised:
        file_type(BytesIO(content))
    assert type(raised.value) is refusal
