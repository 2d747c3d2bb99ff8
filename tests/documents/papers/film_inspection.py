"""Phiếu kiểm tra kỹ thuật phóng sự: a film with faults, and a file that is no film."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from functools import partial

from services.documents.film.inspection.engine import could_not
from services.documents.film.inspection.report import (
    FilmFacts,
    Finding,
    InspectionReport,
    LoudnessCurve,
    Outcome,
    Passage,
    PassageKind,
    Rule,
    Scan,
)
from services.documents.film.inspection.rules import BY_MEASURES
from services.documents.film.inspection.rules.passages import stretches
from services.documents.film.inspection.thresholds import Thresholds
from services.documents.rendering import FilmInspectionPaper, render_film_inspection
from tests.documents.papers.conference import CONFERENCE

ASKED = Thresholds(duration=900, good_within=2, warn_within=10)
FACTS = FilmFacts(
    container="MP4/MOV",
    size_bytes=2_400_000_000,
    header_duration_ms=909_000,
    duration_ms=909_000,
    audio_ms=909_020,
    width=1920,
    height=1080,
    rate=25.0,
    rate_varies=False,
    scan=Scan.BOTTOM_FIELD_FIRST,
    scan_written=Scan.TOP_FIELD_FIRST,
    codec="h264",
    profile="High",
    pixel_format="yuv420p",
    audio_codec="aac",
    audio_tracks=1,
    channels=2,
    sample_rate=48_000,
    loudness_lufs=-18.02,
    loudness_range_lu=7.4,
    true_peak_dbtp=-0.84,
    pictures=22_725,
)
PASSAGES = (
    Passage(PassageKind.BLACK, 0, 1_200),
    Passage(PassageKind.FROZEN, 432_200, 435_400),
    Passage(PassageKind.SILENT, 600_000, 604_040),
    Passage(PassageKind.BLACK, 906_000, 909_000),
)


def curve(seconds: int) -> LoudnessCurve:
    """Speech between music, with a pause."""
    momentary = [
        None if 600 <= second < 604 else round(-19 + 4 * math.sin(second / 9) + 3 * math.sin(second * 2.1), 2)
        for second in range(seconds)
    ]
    short_term = [
        None if 602 <= second < 604 else round(-19 + 4 * math.sin(second / 9), 2) for second in range(seconds)
    ]
    return LoudnessCurve(1000, tuple(momentary), tuple(short_term))


def findings() -> tuple[Finding, ...]:
    """By the rules themselves."""
    judged = [each for judge in BY_MEASURES for each in judge(FACTS, ASKED)]
    judged += stretches(PASSAGES, ASKED, FACTS.rate, sound=True)
    return tuple(sorted(judged, key=lambda each: list(Rule).index(each.rule)))


REPORT = InspectionReport(Outcome.INSPECTED, findings(), FACTS, PASSAGES, curve(909))
FAULTY = FilmInspectionPaper(
    conference=CONFERENCE,
    report=REPORT,
    asked=ASKED,
    inspected_at=datetime(2024, 6, 24, 7, 30, tzinfo=UTC),
    title="Phóng sự kết quả công tác tuyên giáo 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024",
    broadcaster="Đài Phát thanh - Truyền hình Thái Nguyên",
    cut=2,
    file_name="phóng sự 6 tháng bản 2.mp4",
    sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
)
NO_FILM = FilmInspectionPaper(
    conference=CONFERENCE,
    report=could_not("not_a_film", 9000, what="PDF"),
    asked=ASKED,
    inspected_at=datetime(2024, 6, 24, 7, 30, tzinfo=UTC),
)

IN_FORM = {
    "film-inspection": partial(render_film_inspection, FAULTY),
    "film-inspection-no-film": partial(render_film_inspection, NO_FILM),
}
