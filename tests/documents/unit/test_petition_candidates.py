"""Petitions picked from the lines of a report, and whom they are for."""

from __future__ import annotations

import pytest

from services.documents.form_check.facts import Paragraph
from services.documents.form_check.petition_lines import lines_of_petitions
from services.documents.form_check.rule import OutlineSection
from services.documents.petition_candidates import candidates, same_words
from services.documents.queries.plan_lists import Addressee

ADDRESSEES = {
    code: Addressee(code, name, forwarded=code != "btgtu")
    for code, name in (
        ("btgtw", "Ban Tuyên giáo Trung ương"),
        ("tinh-uy", "Tỉnh ủy Thái Nguyên"),
        ("btgtu", "Ban Tuyên giáo Tỉnh ủy"),
    )
}
OUTLINE = (
    OutlineSection("III", "Nhiệm vụ, giải pháp thời gian tới", 0, leaf=False),
    OutlineSection("2", "Nhiệm vụ, giải pháp", 1, leaf=True),
    OutlineSection("3", "Đề xuất, kiến nghị", 1, leaf=True, petitions=True),
)


@pytest.mark.parametrize(
    ("head", "recipient"),
    [
        ("Với Ban Tuyên giáo Trung ương:", "btgtw"),
        ("a) Đối với Tỉnh uỷ", "tinh-uy"),
        ("3.3. Kiến nghị với Ban Tuyên giáo Tỉnh ủy:", "btgtu"),
        ("* Với Ban Tuyên giáo Trung ương Đảng", "btgtw"),
    ],
)
def test_line_that_names_a_recipient_is_for_those_below(head: str, recipient: str) -> None:
    found = candidates([head, "- Sớm ban hành hướng dẫn mới", "+ Bổ sung kinh phí hằng năm"], ADDRESSEES)
    assert [(each.content, each.recipient) for each in found] == [
        ("Sớm ban hành hướng dẫn mới", recipient),
        ("Bổ sung kinh phí hằng năm", recipient),
    ]


def test_petition_on_the_line_of_its_recipient() -> None:
    (found,) = candidates(["- Với Tỉnh ủy: Quan tâm bố trí kinh phí đào tạo"], ADDRESSEES)
    assert (found.content, found.recipient) == ("Quan tâm bố trí kinh phí đào tạo", "tinh-uy")


def test_who_is_asked_is_not_guessed_without_a_line_that_says_so() -> None:
    found = candidates(["Phối hợp với Sở Y tế mở lớp tập huấn"], ADDRESSEES)
    assert [(each.content, each.recipient) for each in found] == [("Phối hợp với Sở Y tế mở lớp tập huấn", None)]


def test_section_ends_where_the_report_is_signed() -> None:
    texts = [
        "III. Nhiệm vụ, giải pháp thời gian tới",
        "2. Nhiệm vụ, giải pháp",
        "- Tiếp tục triển khai kế hoạch",
        "3. Đề xuất, kiến nghị",
        "Với Tỉnh ủy",
        "- Quan tâm bố trí kinh phí",
        "Nơi nhận:",
        "- Ban Tuyên giáo Tỉnh ủy",
    ]
    paragraphs = [Paragraph(number, text, bold=text[0] in "I23") for number, text in enumerate(texts, start=1)]
    assert lines_of_petitions(paragraphs, OUTLINE) == ["Với Tỉnh ủy", "- Quan tâm bố trí kinh phí"]


def test_report_without_the_section_has_no_lines() -> None:
    assert lines_of_petitions([Paragraph(1, "I. Bối cảnh", bold=True)], OUTLINE) is None


def test_what_is_there_already_is_known_by_its_words() -> None:
    assert same_words("Bổ sung kinh phí.", ["Bổ sung  kinh phí"])
    assert not same_words("Bổ sung kinh phí", ["Bổ sung nhân lực"])
