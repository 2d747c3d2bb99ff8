"""Báo cáo tình hình có mặt: full, long enough for a second page, and about nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from services.documents.rendering import (
    AttendanceReport,
    HallNumbers,
    MissingUnit,
    SubstitutePerson,
    UnlistedPerson,
    render_attendance_report,
)
from tests.documents.papers.conference import CONFERENCE, ZONE

REPORT = AttendanceReport(
    conference=CONFERENCE,
    as_of=datetime(2024, 7, 5, 7, 25, tzinfo=ZONE),
    totals=HallNumbers("Tổng số", 289, 271, 240, 12, 8, 2),
    categories=[
        HallNumbers("Thường trực Tỉnh ủy", 4, 4, 4, 0, 0, 0),
        HallNumbers("Sở, ngành khối khoa giáo, khối nội chính", 85, 80, 70, 4, 3, 1),
        HallNumbers("Ban tuyên giáo các huyện, thành ủy và đảng ủy trực thuộc", 200, 187, 166, 8, 5, 1),
    ],
    missing_units=[
        MissingUnit("Sở Y tế", 2, "Nguyễn Thị Ánh", "+84900000001"),
        *(MissingUnit(f"Đảng ủy trực thuộc số {number}", 1, "Lê Văn Ba", "+84900000002") for number in range(1, 12)),
    ],
    substitutes=[SubstitutePerson("Lê Văn Ba", None, "Sở Xây dựng", "Trần Thị Tư", None)],
    unlisted=[UnlistedPerson("Đỗ Văn Khách", "Phóng viên", datetime(2024, 7, 5, 7, 12, tzinfo=ZONE))],
)
NOBODY = replace(REPORT, categories=[], missing_units=[], substitutes=[], unlisted=[])

IN_FORM = {
    "attendance-report": partial(render_attendance_report, REPORT),
    "attendance-report-nobody": partial(render_attendance_report, NOBODY),
}
