"""A copy of a .docx with the findings as comments at their paragraphs. The text stays as it is, letter for letter."""

from __future__ import annotations

import posixpath
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from chassis.language import Language
from services.documents.form_check.kinds import DOCX
from services.documents.form_check.refusal import CannotCheck
from services.documents.form_check.report import Finding, FormReport, Severity
from services.documents.form_check.word.document import read_blocks
from services.documents.form_check.word.package import (
    RELATIONS,
    STRICT,
    TYPES,
    Element,
    Package,
    R,
    W,
    open_package,
    parse,
    read,
)
from services.documents.form_check.word.reading import Block

AUTHOR = {"vi": "Kiểm tra thể thức", "en": "Form check"}
INITIALS = {"vi": "KT", "en": "FC"}
_TYPES_PART = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MOST_BYTES = 512 * 1024 * 1024
"""Of all parts of the copy, unpacked."""


def annotate(path: Path, copy: Path, report: FormReport, language: Language) -> None:
    """Write the copy. Findings without a place stand at the first paragraph; good ones are left out.

    Raises `CannotCheck` for a file that is no .docx to be read.
    """
    package = open_package(path)
    with package.archive:
        body, blocks = read_blocks(package)
        strict = STRICT in read(package.archive, package.document_name)[:4096]
        if strict or not any(block.number for block in blocks):
            raise CannotCheck("broken", DOCX)
        comments = package.part("comments")
        if comments is None:
            comments = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        _comment_all(report.findings, blocks, comments, language)
        name = package.related.get("comments") or posixpath.join(
            posixpath.dirname(package.document_name), "comments.xml"
        )
        parts = {package.document_name: body.getroottree().getroot(), name: comments}
        if "comments" not in package.related:
            parts |= _announced(package, name)
        _write(package.archive, copy, {part: _bytes(root) for part, root in parts.items()})


def _comment_all(findings: Sequence[Finding], blocks: Sequence[Block], comments: Element, language: Language) -> None:
    by_number = {block.number: block for block in blocks if block.number}
    first = by_number[1]
    number = max((int(each.get(f"{W}id", 0)) for each in comments), default=-1) + 1
    for finding in findings:
        if finding.severity is Severity.OK:
            continue
        block = first
        if finding.place is not None and finding.place.kind == "paragraph":
            block = by_number.get(finding.place.number, first)
        _mark(block.element, number)
        comments.append(_comment(finding, number, language))
        number += 1


def _mark(paragraph: Element, number: int) -> None:
    """The range of a comment around a paragraph's text, and the mark that shows it."""
    start = etree.Element(f"{W}commentRangeStart", {f"{W}id": str(number)})
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
    etree.SubElement(paragraph, f"{W}commentRangeEnd", {f"{W}id": str(number)})
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": str(number)})


def _comment(finding: Finding, number: int, language: Language) -> Element:
    said, mend = (finding.message_vi, finding.mend_vi) if language == "vi" else (finding.message_en, finding.mend_en)
    comment = etree.Element(
        f"{W}comment",
        {
            f"{W}id": str(number),
            f"{W}author": AUTHOR[language],
            f"{W}initials": INITIALS[language],
            f"{W}date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        },
        nsmap={"w": W[1:-1]},
    )
    for line in filter(None, (said, mend)):
        text = etree.SubElement(etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r"), f"{W}t")
        text.text = line
    return comment


def _announced(package: Package, name: str) -> Mapping[str, Element]:
    """The parts that say that there are comments now: the relations of the text, and the types of content."""
    folder, base = posixpath.split(package.document_name)
    relations_name = posixpath.join(folder, "_rels", f"{base}.rels")
    if relations_name in package.archive.NameToInfo:
        relations = parse(package.archive, relations_name)
    else:
        relations = etree.Element(f"{RELATIONS}Relationships", nsmap={None: RELATIONS[1:-1]})
    taken = {each.get("Id") for each in relations}
    free = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
    etree.SubElement(
        relations, f"{RELATIONS}Relationship", {"Id": free, "Type": f"{R[1:-1]}/comments", "Target": f"/{name}"}
    )
    types = parse(package.archive, _TYPES_PART)
    etree.SubElement(types, f"{TYPES}Override", {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE})
    return {relations_name: relations, _TYPES_PART: types}


def _bytes(root: Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _write(archive: zipfile.ZipFile, copy: Path, parts: Mapping[str, bytes]) -> None:
    """All other parts as they are. They are counted while they are unpacked."""
    left = _MOST_BYTES
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as written:
        for entry in archive.infolist():
            left -= entry.file_size
            if left < 0:
                raise CannotCheck("too_much", DOCX)
            if entry.filename not in parts and not entry.is_dir():
                _take_over(archive, entry, written)
        for name, content in parts.items():
            written.writestr(name, content)


def _take_over(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, written: zipfile.ZipFile) -> None:
    fresh = zipfile.ZipInfo(entry.filename, date_time=entry.date_time)
    fresh.compress_type = entry.compress_type
    with archive.open(entry) as source, written.open(fresh, "w") as target:
        shutil.copyfileobj(source, target, 2**20)
