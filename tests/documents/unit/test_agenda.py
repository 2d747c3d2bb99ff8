"""The agenda as data: times ripple, flaws are found, differences are told in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.auth.roles import Role
from chassis.workflow import TransitionRefused
from services.documents.agenda import Circumstances, Entry, Speaker, differences, entry_data, entry_of, flaws_of, slots
from services.documents.agenda.run import Actual, forecast, threshold_passed
from services.documents.workflows.agenda import (
    AGENDA_ITEM_WORKFLOW,
    AgendaItemAction,
    AgendaItemKind,
    AgendaItemState,
)

K, S = AgendaItemKind, AgendaItemState
BEGINNING = datetime(2025, 3, 21, 0, 30, tzinfo=UTC)
HALF_DAY = Circumstances(length=240)


def clock(minutes: int) -> str:
    hours, rest = divmod(450 + minutes, 60)
    return f"{hours:02d}:{rest:02d}"


def item(title: str, minutes: int, kind: AgendaItemKind = K.OTHER, **facts: object) -> Entry:
    return Entry(id=uuid4(), kind=kind, title=title, minutes=minutes, **facts)  # type: ignore[arg-type]


def codes(entries: list[Entry], about: Circumstances = HALF_DAY) -> list[tuple[str, str]]:
    return [(flaw.code, flaw.severity) for flaw in flaws_of(entries, about, clock)]


def said(old: list[Entry], new: list[Entry]) -> list[str]:
    return [each.sentence.vi for each in differences(old, new, clock, clock)]


lengths = st.integers(1, 120)
agendas = st.lists(
    st.builds(
        Entry,
        id=st.uuids(),
        kind=st.sampled_from(K),
        title=st.just("Mục"),
        minutes=lengths,
        fixed=st.none() | st.integers(-60, 600),
    ),
    max_size=12,
    unique_by=lambda entry: entry.id,
)


@given(agendas)
def test_every_item_begins_at_its_fixed_time_or_when_the_one_before_it_ends(entries: list[Entry]) -> None:
    placed = slots(entries)
    before = [0, *(slot.ends for slot in placed[:-1])]
    assert [slot.begins for slot in placed] == [
        end if entry.fixed is None else entry.fixed for entry, end in zip(entries, before, strict=False)
    ]


@given(agendas, st.data())
def test_another_length_moves_what_follows_until_the_next_fixed_time(entries: list[Entry], data: st.DataObject) -> None:
    if not entries:
        return
    at, by = data.draw(st.integers(0, len(entries) - 1)), data.draw(lengths)
    longer = [replace(entry, minutes=entry.minutes + by) if n == at else entry for n, entry in enumerate(entries)]
    fixed = next((n for n, entry in enumerate(entries) if n > at and entry.fixed is not None), len(entries))
    moved = [after.begins - was.begins for was, after in zip(slots(entries), slots(longer), strict=True)]
    assert moved == [by if at < n < fixed else 0 for n in range(len(entries))]


@given(agendas)
def test_items_are_stored_and_read_again(entries: list[Entry]) -> None:
    assert [entry_of(entry_data(entry)) for entry in entries] == entries


@given(agendas)
def test_an_agenda_does_not_differ_from_itself(entries: list[Entry]) -> None:
    assert differences(entries, entries, clock, clock) == []


@given(agendas, st.randoms())
def test_the_fewest_items_are_called_moved(entries: list[Entry], random: object) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    moved = {each.entry_id for each in differences(entries, shuffled, clock, clock) if each.kind == "moved"}
    stayed = [entry.id for entry in shuffled if entry.id not in moved]
    assert stayed == [entry.id for entry in entries if entry.id not in moved]


def test_differences_are_said_item_by_item() -> None:
    opening, report, rest = item("Khai mạc", 10), item("Báo cáo", 30, speaker="Ban"), item("Giải lao", 15)
    closing = item("Kết luận", 10)
    new = [opening, replace(report, minutes=20, speaker="Lãnh đạo Ban"), closing, item("Tặng hoa", 5)]
    assert said([opening, report, rest, closing], new) == [
        "Bỏ “Giải lao”.",
        "Đổi người thực hiện “Báo cáo”: Ban thành Lãnh đạo Ban.",
        "Đổi thời lượng “Báo cáo” từ 30 thành 20 phút.",
        "Giờ của “Báo cáo”: 07:40–08:10 thành 07:40–08:00.",
        "Giờ của “Kết luận”: 08:25–08:35 thành 08:00–08:10.",
        "Thêm “Tặng hoa” lúc 08:10, 5 phút.",
    ]


def test_overrun_is_told_with_its_minutes() -> None:
    (flaw,) = flaws_of([item("Thảo luận", 250)], HALF_DAY, clock)
    assert (flaw.entry_id, flaw.sentence.vi) == (None, "Chương trình kết thúc lúc 11:40, quá giờ 10 phút.")


def test_fixed_time_shows_a_gap_or_an_overlap() -> None:
    assert codes([item("Một", 30), item("Hai", 10, fixed=40)]) == [("gap", "warning")]
    assert codes([item("Một", 30), item("Hai", 10, fixed=20)]) == [("overlap", "error")]


def test_item_before_the_beginning_is_an_error() -> None:
    assert ("before_beginning", "error") in codes([item("Đón tiếp", 30, fixed=-30)])


def test_film_that_is_longer_than_its_item_is_an_error_and_a_warning_by_less_than_a_minute() -> None:
    about = replace(HALF_DAY, film_seconds=960)
    assert codes([item("Phóng sự", 15, K.FILM)], about) == [("film_longer", "error")]
    assert codes([item("Phóng sự", 16, K.FILM)], about) == []
    assert codes([item("Phóng sự", 15, K.FILM)], replace(about, film_seconds=959)) == [("film_longer", "warning")]


def test_film_is_measured_against_the_item_in_which_it_is_shown() -> None:
    shown, other = item("Phóng sự", 16, K.FILM), item("Phim tư liệu", 5, K.FILM)
    about = replace(HALF_DAY, film_seconds=960, film_item=shown.id)
    assert codes([shown, other], about) == []


def test_presentation_over_the_time_limit_is_a_warning() -> None:
    about = replace(HALF_DAY, presentation_minutes=10)
    assert codes([item("Tham luận", 11, K.PRESENTATION, speaker="Sở Y tế")], about) == [("over_limit", "warning")]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("confirmed", []),
        ("registered", [("speaker_not_coming", "warning")]),
        ("excused", [("speaker_not_coming", "error")]),
        ("substituted", [("speaker_not_coming", "error")]),
    ],
)
def test_speaker_who_does_not_come_is_told(state: str, found: list[tuple[str, str]]) -> None:
    person = UUID(int=1)
    about = replace(HALF_DAY, speakers={person: Speaker("Trần Thử", state)})
    assert codes([item("Tham luận", 10, K.PRESENTATION, speaker="Trần Thử", delegate_id=person)], about) == found


def test_speaker_of_another_conference_is_an_error() -> None:
    assert codes([item("Báo cáo", 10, K.REPORT, delegate_id=UUID(int=1))]) == [("speaker_unknown", "error")]


def test_spoken_item_without_a_speaker_is_a_warning() -> None:
    assert codes([item("Báo cáo", 10, K.REPORT), item("Giải lao", 10, K.BREAK)]) == [("no_speaker", "warning")]


def test_one_speaker_twice_in_a_row_is_told_and_at_once_an_error() -> None:
    first = item("Báo cáo", 30, K.REPORT, speaker="Trưởng ban")
    assert codes([first, item("Chỉ đạo", 10, K.DIRECTION, speaker="Trưởng ban")]) == [("same_speaker", "warning")]
    assert ("same_speaker", "error") in codes([first, item("Chỉ đạo", 9, K.DIRECTION, speaker="Trưởng ban", fixed=20)])


def test_rest_of_a_late_conference_is_expected_later_until_a_fixed_time_takes_it_up() -> None:
    film, report, rest = item("Phóng sự", 15), item("Báo cáo", 30), item("Giải lao", 15, fixed=60)
    placed = slots([film, report, rest])
    now = BEGINNING + timedelta(minutes=20)
    on = {film.id: Actual(S.RUNNING, BEGINNING + timedelta(minutes=10))}
    found = forecast(placed, on, BEGINNING, now)
    begins = [(each.begins_at - BEGINNING) / timedelta(minutes=1) for each in found.items]
    assert (begins, found.drift, found.current.slot.entry if found.current else None) == ([10, 25, 60], 10, film)


def test_item_that_takes_longer_than_planned_pushes_the_rest_with_every_minute() -> None:
    film, report = item("Phóng sự", 15), item("Báo cáo", 30)
    on = {film.id: Actual(S.RUNNING, BEGINNING)}
    found = forecast(slots([film, report]), on, BEGINNING, BEGINNING + timedelta(minutes=27))
    assert found.drift == 12


def test_skipped_item_brings_the_rest_forward() -> None:
    film, report, closing = item("Phóng sự", 15), item("Báo cáo", 30), item("Kết luận", 10)
    done = {
        film.id: Actual(S.FINISHED, BEGINNING, BEGINNING + timedelta(minutes=15)),
        report.id: Actual(S.SKIPPED, None, BEGINNING + timedelta(minutes=15)),
    }
    found = forecast(slots([film, report, closing]), done, BEGINNING, BEGINNING + timedelta(minutes=15))
    assert (found.drift, [each.slot.entry.title for each in found.upcoming]) == (-30, ["Kết luận"])


def test_before_anything_happened_there_is_no_drift() -> None:
    found = forecast(slots([item("Phóng sự", 15)]), {}, BEGINNING, BEGINNING + timedelta(hours=5))
    assert (found.drift, found.begun, found.items[0].begins_at) == (0, False, BEGINNING)


@pytest.mark.parametrize(("drift", "threshold"), [(9, 0), (10, 10), (29, 20), (-12, -10), (500, 90)])
def test_threshold_is_the_highest_that_was_reached(drift: int, threshold: int) -> None:
    assert threshold_passed(drift) == threshold


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", AgendaItemAction)
@pytest.mark.parametrize("state", AgendaItemState)
def test_table_decides_every_step_in_the_hall(state: AgendaItemState, action: AgendaItemAction, role: Role) -> None:
    rows = {(row.source, row.action): row for row in AGENDA_ITEM_WORKFLOW.transitions}
    row = rows.get((state, action))
    if row is not None and role in row.roles:
        assert AGENDA_ITEM_WORKFLOW.next(state, action, role) is row.target
        assert action in AGENDA_ITEM_WORKFLOW.actions(state, role)
    else:
        with pytest.raises(TransitionRefused):
            AGENDA_ITEM_WORKFLOW.next(state, action, role)


def test_what_was_passed_over_comes_after_the_rest() -> None:
    opening, film, report = item("Khai mạc", 10), item("Phóng sự", 15), item("Báo cáo", 30)
    found = forecast(slots([opening, film, report]), {film.id: Actual(S.RUNNING, BEGINNING)}, BEGINNING, BEGINNING)
    assert [each.slot.entry.title for each in found.upcoming] == ["Báo cáo", "Khai mạc"]
