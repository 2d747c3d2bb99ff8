"""What is wrong in a plan is said in words, at its line."""

from __future__ import annotations

from datetime import datetime

import pytest

from services.documents.plan import Finding, check_plan

FILM = """
video_report:
  obligation: speech
  broadcaster: cs-huong-son
  duration: 15:00
  good_within_seconds: 2
  warn_within_seconds: 10
  appraisers: [{ post: Trưởng phòng }, { post: Phó Trưởng phòng }]
  two_person_approval: true
"""
AS_FILM = ("kind: presentation", "kind: video_report")


def findings_after(text: str, *edits: tuple[str, str]) -> list[Finding]:
    """The findings of a text after replacing the first place of each."""
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return check_plan(text)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2025-05-28T16:59:59+00:00", []),
        ("2025-05-28T17:00:00+00:00", ["the day of the conference 28/5/2025 has passed"]),
    ],
    ids=["on the day", "after midnight in Vietnam"],
)
def test_conference_that_has_passed_is_said_so(district_plan: str, now: str, expected: list[str]) -> None:
    findings = check_plan(district_plan, datetime.fromisoformat(now))
    assert [(finding.severity, finding.message_en) for finding in findings] == [("warning", said) for said in expected]


def said(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(finding.severity, finding.path, finding.message_en) for finding in findings]


@pytest.mark.parametrize("plan", ["district_plan", "province_plan"])
def test_published_plans_are_without_a_flaw(plan: str, request: pytest.FixtureRequest) -> None:
    assert check_plan(request.getfixturevalue(plan)) == []


@pytest.mark.parametrize(
    ("old", "new", "severity", "path", "message"),
    [
        (
            "capacity: 120",
            "capcity: 120",
            "error",
            "conference.capcity",
            "there is no key “capcity”; did you mean “capacity”?",
        ),
        ("  capacity: 120\n", "", "error", "conference.capacity", "“capacity” is missing"),
        (
            "capacity: 120",
            "capacity: 0",
            "error",
            "conference.capacity",
            "“0” will not do; it must be a number from 1 to 100000",
        ),
        (
            "capacity: 120",
            "capacity: many",
            "error",
            "conference.capacity",
            "“many” will not do; it must be a whole number, e.g. 5",
        ),
        ("capacity: 120", "capacity: [1]", "error", "conference.capacity", "must be one value"),
        ("capacity: 120", "capacity: ~", "error", "conference.capacity", "nothing is given; this is required"),
        (
            "capacity: 120",
            "capacity: 50",
            "error",
            "conference.capacity",
            "72 people are invited (the units' quotas, and guests: 1); the hall seats 50",
        ),
        (
            "capacity: 120",
            "capacity: 120\n  capacity: 130",
            "error",
            "conference.capacity",
            "“capacity” is repeated; it is on line 21 already",
        ),
        (
            "date: 28/5/2025",
            "date: 31/6/2025",
            "error",
            "conference.date",
            "“31/6/2025” will not do; it must be a day that exists, e.g. 2024-06-10 or 10/6/2024",
        ),
        (
            "date: 28/5/2025",
            "date: 28/5/2025\n  window: { first: 1/6/2025, last: 5/6/2025 }",
            "error",
            "conference.date",
            "the day of the conference 28/5/2025 is outside 1/6/2025 – 5/6/2025",
        ),
        (
            "date: 28/5/2025",
            "date: 28/5/2025\n  window: { first: 6/6/2025, last: 5/6/2025 }",
            "error",
            "conference.window",
            "the first day is after the last",
        ),
        ("ends: 16:30", "ends: 07:30", "error", "conference.ends", "the end is not after the beginning"),
        (
            "ends: 16:30",
            "ends: 25:00",
            "error",
            "conference.ends",
            "“25:00” will not do; it must be a time of day, e.g. 07:30",
        ),
        (
            "length: full_day",
            "length: half_day",
            "warning",
            "conference.ends",
            "longer than half a day; check the times or the length",
        ),
        (
            "format_profile: nd30",
            "format_profile: nd3",
            "error",
            "conference.format_profile",
            "“nd3” will not do; it must be one of: party, nd30; did you mean “nd30”?",
        ),
        (
            "slug: phu-binh-2025",
            "slug: Phú Bình",
            "error",
            "conference.slug",
            (
                "“Phú Bình” will not do; it must be a code of small unaccented letters, digits and hyphens, "
                "e.g. thai-nguyen-2024"
            ),
        ),
        (
            "hoi-nghi@phu-binh.example",
            "hoi-nghi.phu-binh",
            "error",
            "conference.contact.email",
            "“hoi-nghi.phu-binh” will not do; it must be an e-mail address, e.g. office@unit.example",
        ),
        (
            "0900.000.005",
            "12345",
            "error",
            "conference.contact.phone",
            "“12345” will not do; it must be a phone number beginning with 0 or +84, e.g. 0900.000.001",
        ),
        (
            "capacity: 120",
            "capacity: 120\n  timezone: Asia/Thai_Nguyen",
            "error",
            "conference.timezone",
            "“Asia/Thai_Nguyen” will not do; it must be a time zone, e.g. Asia/Ho_Chi_Minh",
        ),
        (
            "chair: Phó",
            'chair: "Phó\\0"\n  # Phó',
            "error",
            "conference.chair",
            "“Phó�” will not do; it must be a text without invisible characters; type it again",
        ),
        (
            "category: kindergarten",
            "category: kindergarden",
            "error",
            "units[6].category",
            "the plan has no category “kindergarden”; did you mean “kindergarten”?",
        ),
        (
            "groups: [two-session-schools]",
            "groups: [evening]",
            "error",
            "units[13].groups[0]",
            "the plan has no group “evening”",
        ),
        (
            "category: leader",
            "category: leadr",
            "error",
            "guests[0].category",
            "the plan has no category “leadr”; did you mean “leader”?",
        ),
        (
            "code: edu-office",
            "code: dist-office",
            "error",
            "units[1].code",
            "code “dist-office” is already used on line 41",
        ),
        (
            "name: Phòng Nội vụ",
            "name: Phòng Giáo dục và Đào tạo",
            "warning",
            "units[2].name",
            "the unit's name repeats line 49",
        ),
        (
            "to: [parents]",
            "to: [parrents]",
            "error",
            "invitations[3].to[0]",
            "the plan has no unit, category, group or guest “parrents”; did you mean “parents”?",
        ),
        ("to: [parents]", "to: [primary]", "warning", "units[19].quota", "“parents” has a quota but is not invited"),
        ("to: [vice-chair]", "to: [centre]", "warning", "guests[0]", "guest “vice-chair” is not in invitations"),
        ("quota: 6", "quota: 0", "error", "units[1].quota", "“edu-office” is invited with a quota of 0"),
        ("quota: 6", "quota: -1", "error", "units[1].quota", "“-1” will not do; it must be a number from 0 to 10000"),
        (
            "email: office@finance.example, ",
            "",
            "warning",
            "units[3].focal_point",
            "“finance” has no focal point with an e-mail address",
        ),
        (
            "owed_by: [two-session-schools]",
            "owed_by: []",
            "error",
            "obligations[1].owed_by",
            "nobody owes “two-session-review”",
        ),
        (
            "due: 16/5/2025",
            "due: 29/5/2025",
            "error",
            "obligations[1].due",
            "due 29/5/2025, after the conference; if that is meant, add after_conference: true",
        ),
        (
            "due: 16/5/2025",
            "due: 1/4/2025",
            "warning",
            "obligations[1].due",
            "due before the plan was issued on 22/4/2025",
        ),
        (
            "format: five-pages",
            "format: ten-pages",
            "error",
            "obligations[0].format",
            "the plan has no format rule “ten-pages”; did you mean “five-pages”?",
        ),
        (
            "outline: school-year",
            "outline: year",
            "error",
            "obligations[0].outline",
            "the plan has no report outline “year”",
        ),
        (
            "pages_least: 4",
            "pages_least: 7",
            "error",
            "format_rules[0].pages_about",
            "pages must be in order: pages_least ≤ pages_about ≤ pages_most",
        ),
        (
            "{ number: 1,",
            "{ number: 3,",
            "error",
            "report_outlines[0].sections[2].number",
            "section number “3” repeats line 243",
        ),
        ("unit: edu-office\n", "unit: edu\n", "error", "departments[0].unit", "the plan has no unit “edu”"),
        (
            "delivers: [preparation]",
            "delivers: [prepare]",
            "error",
            "departments[0].delivers[0]",
            "the plan has no obligation or activity “prepare”; did you mean “preparation”?",
        ),
        (
            "delivers: [preparation]",
            "delivers: [speech]",
            "error",
            "departments[0].delivers[0]",
            "“edu-office” is not in owed_by of “speech”",
        ),
        (
            "least: 1, most: 1",
            "least: 2, most: 3",
            "warning",
            "departments[0].topics",
            "“edu-office” proposes 1 topic(s); the plan asks for 2–3",
        ),
        ("least: 1, most: 1", "least: 2, most: 1", "error", "topic_rule", "least is more than most"),
        ("ends_on: 27/5/2025", "ends_on: 1/5/2025", "error", "activities[0].ends_on", "it ends before it begins"),
        (
            "evidence: Biên bản",
            "due: 20/5/2025\n    evidence: Biên bản",
            "error",
            "activities[0].due",
            "a due date needs its policy: before or by_end_of",
        ),
        ("gates:\n  - { code: main, name: Cửa chính }", "gates: []", "error", "gates", "“gates” is empty"),
        (
            "reminder_days: [5, 2]",
            "reminder_days: 5",
            "error",
            "reminder_days",
            "must be a list, each line beginning with a hyphen (-)",
        ),
    ],
    ids=lambda value: None,
)
def test_slip_is_explained(district_plan: str, old: str, new: str, severity: str, path: str, message: str) -> None:
    assert (severity, path, message) in said(findings_after(district_plan, (old, new)))


@pytest.mark.parametrize("topics", [1, 4])
def test_department_with_other_than_two_or_three_topics_is_warned_of(district_plan: str, topics: int) -> None:
    listed = "".join(f"      - {{ title: Chủ đề {number} }}\n" for number in range(topics))
    only = "      - { title: Chuyển đổi số trong quản lý nhà trường, unit: cs-huong-son }\n"
    rule = ("topic_rule: { least: 1, most: 1, minutes: 10 }\n", "")
    message = f"“edu-office” proposes {topics} topic(s); the plan asks for 2–3"
    assert said(findings_after(district_plan, (only, listed), rule)) == [("warning", "departments[0].topics", message)]


def test_department_asked_for_other_than_the_plan_is_warned_of(district_plan: str) -> None:
    edit = ("    topics:\n", "    topic_rule: { least: 1, most: 2 }\n    topics:\n")
    message = "“edu-office” proposes 1–2 topic(s); the plan asks for 1–1"
    assert said(findings_after(district_plan, edit)) == [("warning", "departments[0].topic_rule", message)]


def test_what_is_due_after_the_conference_may_be_meant(district_plan: str) -> None:
    assert findings_after(district_plan, ("due: 16/5/2025", "due: 29/5/2025\n    after_conference: true")) == []


def test_film_that_can_be_judged_is_without_a_flaw(district_plan: str) -> None:
    assert findings_after(district_plan + FILM, AS_FILM) == []


@pytest.mark.parametrize(
    ("old", "new", "path", "message"),
    [
        ("duration: 15:00", "duration: 0:00", "video_report.duration", "the length must be more than 0"),
        (
            "duration: 15:00",
            "duration: 15",
            "video_report.duration",
            "“15” will not do; it must be a length in minutes:seconds, e.g. 15:00",
        ),
        (
            "good_within_seconds: 2",
            "good_within_seconds: 20",
            "video_report.good_within_seconds",
            "good_within_seconds is more than warn_within_seconds",
        ),
        (", { post: Phó Trưởng phòng }", "", "video_report.appraisers", "at least 2 appraisers are needed"),
        (
            "broadcaster: cs-huong-son",
            "broadcaster: finance",
            "video_report.obligation",
            "“finance” is not in owed_by of “speech”",
        ),
    ],
    ids=lambda value: None,
)
def test_slip_about_the_film_is_explained(district_plan: str, old: str, new: str, path: str, message: str) -> None:
    assert said(findings_after(district_plan + FILM, AS_FILM, (old, new))) == [("error", path, message)]


def test_film_needs_an_obligation_of_its_kind(district_plan: str) -> None:
    message = "“speech” is not of kind video_report"
    assert said(check_plan(district_plan + FILM)) == [("error", "video_report.obligation", message)]


def test_petitions_need_somebody_to_address_them_to(district_plan: str) -> None:
    findings = findings_after(district_plan, ("kind: presentation", "kind: petitions"))
    message = "petitions are owed, but there is nobody to address them to"
    assert said(findings) == [("error", "petition_recipients", message)]


def test_finding_has_its_line_and_both_languages(district_plan: str) -> None:
    findings = findings_after(district_plan, ("capacity: 120", "capacity: 50"))
    assert findings == [
        Finding(
            line=21,
            path="conference.capacity",
            severity="error",
            message_vi="mời 72 người (1 khách mời và chỉ tiêu các đơn vị), hội trường chỉ có 50 chỗ",
            message_en="72 people are invited (the units' quotas, and guests: 1); the hall seats 50",
        )
    ]


def test_several_slips_are_told_at_once_in_the_order_of_lines(district_plan: str) -> None:
    edits = (("capacity: 120", "capacity: x"), ("to: [parents]", "to: [nobody]"), ("due: 16/5/2025", "due: 29/5/2025"))
    paths = [finding.path for finding in findings_after(district_plan, *edits) if finding.severity == "error"]
    assert paths == ["conference.capacity", "invitations[3].to[0]", "obligations[1].due"]


def test_unreadable_value_brings_no_second_finding(district_plan: str) -> None:
    assert [finding.path for finding in findings_after(district_plan, ("quota: 6", "quota: six"))] == ["units[1].quota"]


def test_hostile_number_of_slips_is_cut_off() -> None:
    findings = check_plan("\n".join(f"k{number}: 1" for number in range(5_000)))
    assert len(findings) == 201
    assert findings[-1].message_en == "and 4805 more"
