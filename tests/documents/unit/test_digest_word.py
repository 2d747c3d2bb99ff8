"""The digest for Word: it passes the form check of the plan whose reports it holds, and carries nothing over."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from services.documents.composing.digest import digest_paper
from services.documents.composing.digest_word import digest_word
from services.documents.form_check.engine import check
from services.documents.form_check.rule import MARGINS, FormRule
from services.documents.rendering.profile import PROFILES, profile_named
from tests.documents.papers.conference import FACTS
from tests.documents.papers.digests import AS_OF, TASK, digest, texts


def rule(profile: str) -> FormRule:
    """That of the reports; a digest of many is longer than one, and has the models of all."""
    assert TASK.rule is not None
    return replace(
        TASK.rule, margins=MARGINS[profile], pages_least=None, pages_most=None, models_least=0, models_most=0
    )


def made(profile: str = "party", **changes: object) -> bytes:
    paper = digest_paper(FACTS, digest(**changes), AS_OF)
    return digest_word(paper, profile_named(profile), rule(profile))


@pytest.mark.parametrize("profile", PROFILES)
def test_own_form_check_finds_nothing_to_mend(profile: str, tmp_path: Path) -> None:
    file = tmp_path / "tong-hop.docx"
    file.write_bytes(made(profile))
    report = check(file, replace(TASK, rule=rule(profile)))
    codes = {each.code for each in report.findings}
    assert codes >= {"paper_ok", "margins_ok", "font_ok", "size_ok", "outline_ok"}
    assert [each.code for each in report.findings if each.severity != "ok"] == []


def test_word_reads_headings_units_and_the_appendix() -> None:
    document = docx.Document(io.BytesIO(made()))
    by_style = [(each.style.name, each.text) for each in document.paragraphs if each.style and each.text]
    assert ("heading 1".casefold(), "III. Nhiệm vụ, giải pháp thời gian tới") in [
        (style.casefold(), text) for style, text in by_style
    ]
    units = [text for style, text in by_style if style == "Hoinghi Unit"]
    assert set(units) == {"Ban Tuyên giáo Huyện ủy Đại Từ", "Ban Tuyên giáo Thành ủy Phổ Yên"}
    remarks = [text for style, text in by_style if style == "Hoinghi Remark"]
    assert remarks == [
        "Không thấy mục này trong báo cáo của: Ban Tuyên giáo Thành ủy Phổ Yên.",
        "(Có 1 hình, trang 7: xem trong tệp của đơn vị.) (Báo cáo dài, phần còn lại xem trong tệp của đơn vị.)",
    ]
    missing, left_out, exhibits = document.tables[-3:]
    assert [row.cells[1].text for row in missing.rows[1:]] == [
        "Hội Cựu chiến binh tỉnh",
        "Đảng ủy Khối các cơ quan tỉnh",
    ]
    assert [(row.cells[1].text, row.cells[2].text) for row in left_out.rows[1:]] == [
        ("Hội Nông dân tỉnh", "Đã nộp, chưa được chấp nhận."),
        ("Tỉnh đoàn", "Tệp là bản quét (ảnh chụp), không có chữ để lấy."),
    ]
    assert [[cell.text for cell in row.cells[1:]] for row in exhibits.rows[1:]] == [
        ["Ban Tuyên giáo Huyện ủy Đại Từ", "1 hình", "hình ở trang 7 (mục III.3)"],
        ["Ban Tuyên giáo Thành ủy Phổ Yên", "2 bảng, 1 hình", "hình ở đoạn 9 (mục II); bảng ở đoạn 61, 64 (mục III.3)"],
    ]


def test_what_units_write_stays_text() -> None:
    hostile = '</w:t></w:r></w:p><w:altChunk r:id="rId9"/> & {0} \x00\x0b\ud800 =cmd|"/c calc"!A1'
    first = digest().units[0]
    sections = ((hostile,), *texts(0)[1:])
    units = (replace(first, sections=sections, unit_name='Xã <b>"An"</b> & Bình'),)
    content = made(units=units)
    document = docx.Document(io.BytesIO(content))
    lines = [each.text for each in document.paragraphs]
    assert '</w:t></w:r></w:p><w:altChunk r:id="rId9"/> & {0} =cmd|"/c calc"!A1' in lines
    assert 'Xã <b>"An"</b> & Bình' in lines
    assert b"<w:altChunk" not in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")


def test_same_digest_gives_the_same_bytes() -> None:
    assert made() == made()
