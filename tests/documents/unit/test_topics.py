"""What can be said of topics by looking at them, and the workflow as it was agreed."""

from __future__ import annotations

import pytest

from services.documents.topics import Idea, RoomCount, clashes_between, gaps_of, speaking_time
from services.documents.workflows.topic import TOPIC_WORKFLOW

YOUTH = "Đổi mới công tác giáo dục truyền thống cho thanh niên"


def _idea(number: int, title: str, unit: str | None = None, department: str = "a") -> Idea:
    name = None if unit is None else f"Xã {unit.upper()}"
    return Idea(str(number), department, f"Phòng {department.upper()}", title, unit, name)


def _kinds(*ideas: Idea) -> list[tuple[str, tuple[str, ...]]]:
    return [(clash.kind, clash.topics) for clash in clashes_between(ideas)]


def test_one_unit_proposed_by_two_rooms_clashes() -> None:
    one, other = _idea(1, "Chuyển đổi số", "x", "a"), _idea(2, "Nếp sống văn hóa", "x", "b")
    clash = clashes_between([one, other])[0]
    assert (clash.kind, clash.topics) == ("same_unit", ("1", "2"))
    told = "Xã X được đề xuất tham luận 2 chủ đề: “Chuyển đổi số” (Phòng A); “Nếp sống văn hóa” (Phòng B)."
    assert clash.sentence.vi == told


NEAR = [
    (YOUTH, "ĐỔI MỚI giáo dục truyền thống cho thanh niên"),
    ("Quy chế làm việc của Tỉnh uỷ", "Quy chế làm việc của Tỉnh ủy"),
    (
        "Bảo vệ nền tảng tư tưởng trên không gian mạng",
        "Công tác bảo vệ nền tảng tư tưởng của Đảng trên không gian mạng",
    ),
]


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_nearly_the_same_title_clashes(one: str, other: str) -> None:
    assert _kinds(_idea(1, one), _idea(2, other)) == [("near_title", ("1", "2"))]


def test_unit_proposed_three_times_is_one_clash() -> None:
    ideas = [_idea(1, "Một", "x"), _idea(2, "Hai", "x", "b"), _idea(3, "Ba", "y"), _idea(4, "Bốn", "x", "c")]
    assert _kinds(*ideas) == [("same_unit", ("1", "2", "4"))]


@pytest.mark.parametrize("other", ["Giáo dục lý luận chính trị cho thanh niên", "Chuyển đổi số ở cơ sở"])
def test_other_titles_do_not_clash(other: str) -> None:
    assert _kinds(_idea(1, YOUTH), _idea(2, other)) == []


def test_titles_of_common_words_only_are_compared_by_them() -> None:
    assert _kinds(_idea(1, "Một số công tác"), _idea(2, "Công tác năm nay")) == []


def _gaps(count: int, *ideas: Idea, drafts: int = 0, declined: frozenset[str] = frozenset()) -> list[str]:
    room = RoomCount("a", "Phòng A", count, drafts, 2, 3)
    return [gap.sentence.vi for gap in gaps_of(room, ideas, declined)]


COUNTS = [
    (0, 0, ["Phòng A chưa gửi chủ đề nào; cần từ 2 đến 3."]),
    (0, 1, ["Phòng A chưa gửi chủ đề nào (1 chủ đề còn là bản nháp); cần từ 2 đến 3."]),
    (1, 0, ["Phòng A mới đề xuất 1 chủ đề, còn thiếu 1 (cần từ 2 đến 3)."]),
    (2, 0, []),
    (3, 0, []),
    (4, 0, ["Phòng A đề xuất 4 chủ đề, nhiều hơn 1 so với quy định (từ 2 đến 3)."]),
]


@pytest.mark.parametrize(("count", "drafts", "sentences"), COUNTS)
def test_gap_in_number_is_said(count: int, drafts: int, sentences: list[str]) -> None:
    assert _gaps(count, drafts=drafts) == sentences


def test_unit_that_does_not_come_is_a_gap() -> None:
    ideas = (_idea(1, "Một", "x"), _idea(2, "Hai", "y"), _idea(3, "Ba"))
    assert _gaps(3, *ideas, declined=frozenset({"y"})) == [
        "Xã Y đã trả lời không dự hội nghị, nhưng được đề xuất tham luận “Hai”.",
        "Chủ đề “Ba” chưa có đơn vị tham luận.",
    ]


def test_syllables_are_what_spaces_part() -> None:
    time = speaking_time("Kính thưa hội nghị, " * 100)
    assert (time.syllables, time.seconds, time.least_seconds, time.most_seconds) == (400, 120, 109, 133)


SPOKEN = [("", 0), ("– … !", 0), ("UBND tỉnh", 5), ("năm 2024", 8), ("BAN TUYÊN GIÁO", 3), ("Thái Nguyên", 2)]


@pytest.mark.parametrize(("text", "syllables"), SPOKEN)
def test_abbreviations_and_numbers_are_spelt_out(text: str, syllables: int) -> None:
    assert speaking_time(text).syllables == syllables


def test_time_limit_is_held_against_the_range() -> None:
    time = speaking_time("a " * 1500)
    limits = {minutes: (time.may_exceed(minutes), time.exceeds(minutes)) for minutes in (6, 7, 8)}
    assert limits == {6: (True, True), 7: (True, False), 8: (False, False)}


def test_topic_workflow() -> None:
    assert [
        f"{row.source} {row.action} {row.target} {' '.join(sorted(row.roles))}" for row in TOPIC_WORKFLOW.transitions
    ] == [
        "draft update draft department organizer",
        "draft send proposed department organizer",
        "draft withdraw withdrawn department organizer",
        "withdrawn restore draft department organizer",
        "proposed select selected organizer",
        "proposed ask_revision revision_asked organizer",
        "proposed set_aside set_aside organizer",
        "proposed update proposed department organizer",
        "proposed withdraw withdrawn department organizer",
        "revision_asked update revision_asked department organizer",
        "revision_asked send proposed department organizer",
        "revision_asked set_aside set_aside organizer",
        "revision_asked withdraw withdrawn department organizer",
        "set_aside restore proposed organizer",
        "selected accept accepted organizer unit",
        "selected decline declined organizer unit",
        "selected set_aside set_aside organizer",
        "declined update declined department organizer",
        "declined send proposed department organizer",
        "declined set_aside set_aside organizer",
        "accepted name_presenter accepted organizer unit",
        "accepted receive_text text_received ",
        "accepted decline declined organizer unit",
        "accepted set_aside set_aside organizer",
        "text_received approve_text appraised ",
        "text_received return_text text_returned ",
        "text_received receive_text text_received ",
        "text_received take_text_back accepted ",
        "text_received name_presenter text_received organizer unit",
        "text_received set_aside set_aside organizer",
        "text_returned receive_text text_received ",
        "text_returned name_presenter text_returned organizer unit",
        "text_returned set_aside set_aside organizer",
        "appraised schedule scheduled organizer",
        "appraised receive_text text_received ",
        "appraised name_presenter appraised organizer unit",
        "appraised set_aside set_aside organizer",
        "scheduled unschedule appraised organizer",
        "scheduled name_presenter scheduled organizer unit",
    ]
