"""The paper of an inspection says what the report says."""

from __future__ import annotations

import pytest

from chassis.testing.pdf import pdf_text
from services.documents.film.inspection.report import Severity
from services.documents.rendering import render_film_inspection
from services.documents.rendering.profile import PROFILES, FormatProfile
from tests.documents.papers.film_inspection import FAULTY, NO_FILM, REPORT


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_every_verdict_and_what_to_mend_is_on_the_paper(profile: FormatProfile) -> None:
    text = words(pdf_text(render_film_inspection(FAULTY, profile).content))

    for finding in REPORT.findings:
        assert finding.message_vi.split(",")[0].split("(")[0].strip() in text
        if finding.severity is not Severity.GOOD and finding.mend_vi:
            assert finding.mend_vi.split()[0] in text
    assert "Không đạt (không đạt 1, cần xem lại 6, đạt 9)" in text
    assert "9f86d081 884c7d65" in text


def test_a_file_that_is_no_film_says_why_and_has_no_chart() -> None:
    text = words(pdf_text(render_film_inspection(NO_FILM, PROFILES["party"]).content))

    assert "Nội dung tệp (PDF) không phải là phim." in text
    assert "Diễn biến tiếng và hình" not in text
