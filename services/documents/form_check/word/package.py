"""The parts of a .docx, opened with suspicion: sizes are counted while unpacking, XML may not name anything outside."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from services.documents.form_check.kinds import DOCX
from services.documents.form_check.refusal import CannotCheck

MOST_ENTRIES = 5_000
MOST_PART_BYTES = 64 * 1024 * 1024
"""Of one part that is read, unpacked. The text of 1,000 pages takes about 20 MB."""
MOST_ALL_BYTES = 1024 * 1024 * 1024
"""Of all parts together, as they say of themselves."""
DEEPEST_RATIO = 400
"""XML packs to about a twentieth; what packs better than this is made to be unpacked."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

STRICT = b"http://purl.oclc.org/ooxml/"
"""The names of ISO 29500 Strict; the same elements under the names that everybody uses."""
_TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
Element = Any
"""An element of lxml, which has no types of its own."""


@dataclass(frozen=True)
class Package:
    """An open .docx. `document_name` is where its text is."""

    archive: zipfile.ZipFile
    document_name: str
    related: Mapping[str, str]
    """From the last word of a relation's type (`styles`, `theme`, `comments`) to the part's name."""

    def part(self, relation: str) -> Element | None:
        """The root of a part that the text relates to; None where there is none."""
        name = self.related.get(relation)
        return None if name is None or name not in self.archive.NameToInfo else parse(self.archive, name)

    def document(self) -> Element:
        """The root of the text."""
        return parse(self.archive, self.document_name)


def open_package(path: Path) -> Package:
    """Open a .docx. Raises `CannotCheck` when it is broken, a bomb, or holds macros."""
    try:
        archive = zipfile.ZipFile(path)
        _weigh(archive)
        _refuse_macros(archive)
        name = _document_name(archive)
        return Package(archive, name, _relations(archive, name))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, NotImplementedError, etree.Error) as broken:
        raise CannotCheck("broken", DOCX) from broken


def parse(archive: zipfile.ZipFile, name: str) -> Element:
    """A part as XML. Raises `CannotCheck` for one too large, broken, or with a document type (entities)."""
    content = read(archive, name)
    if content.find(STRICT, 0, 4096) >= 0:
        for strict, usual in _TRANSITIONAL:
            content = content.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as broken:
        if broken.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise CannotCheck("too_much", DOCX) from broken
        raise CannotCheck("unsafe" if b"<!DOCTYPE" in content[:4096] else "broken", DOCX) from broken
    if root.getroottree().docinfo.doctype:
        raise CannotCheck("unsafe", DOCX)
    return root


def read(archive: zipfile.ZipFile, name: str, most: int = MOST_PART_BYTES) -> bytes:
    """A part's bytes, counted while unpacking: what a part says of its own size is not believed."""
    try:
        with archive.open(name) as part:
            content = part.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError) as broken:
        raise CannotCheck("broken", DOCX) from broken
    if len(content) > most:
        raise CannotCheck("too_much", DOCX)
    return content


def _weigh(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_ALL_BYTES:
        raise CannotCheck("too_much", DOCX)
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise CannotCheck("encrypted", DOCX)
        if entry.file_size > MOST_PART_BYTES and entry.file_size > DEEPEST_RATIO * max(entry.compress_size, 1):
            raise CannotCheck("too_much", DOCX)


def _refuse_macros(archive: zipfile.ZipFile) -> None:
    types = read(archive, "[Content_Types].xml").lower()
    named = any(posixpath.basename(name).lower().startswith("vbaproject") for name in archive.namelist())
    if named or b"macroenabled" in types:
        raise CannotCheck("macros", DOCX)


def _document_name(archive: zipfile.ZipFile) -> str:
    for relation in parse(archive, "_rels/.rels"):
        if str(relation.get("Type")).endswith("/officeDocument"):
            return posixpath.normpath(str(relation.get("Target")).lstrip("/"))
    raise CannotCheck("broken", DOCX)


def _relations(archive: zipfile.ZipFile, document_name: str) -> Mapping[str, str]:
    folder, base = posixpath.split(document_name)
    name = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
    if name not in archive.NameToInfo:
        return {}
    related: dict[str, str] = {}
    for relation in parse(archive, name):
        # A target outside (`External`) is never followed.
        if relation.get("TargetMode") != "External":
            target = str(relation.get("Target"))
            whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            related.setdefault(posixpath.basename(str(relation.get("Type"))), posixpath.normpath(whole))
    return related
