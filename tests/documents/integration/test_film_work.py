"""What the worker does with a cut: inspects it, announces what it found, makes the copy that browsers play."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import psutil
import pytest

from chassis.auth.roles import Role
from chassis.testing.messaging import PATIENCE, wait_for
from chassis.testing.pdf import pdf_text
from services.documents.film.browser_copy.result import FILM as COPY
from services.documents.film.browser_copy.result import POSTER, STRIP, BrowserCopy, Strip
from services.documents.film.browser_copy.runner import CopyFailed
from services.documents.film.inspection.texts import finding
from services.documents.operations import copy_films, film_work, inspect_films
from services.documents.operations.film_work import HELD_FOR, MOST_ATTEMPTS
from services.documents.operations.uploads import Sweeper
from services.documents.resources import video_work
from services.documents.resources.files import ranged_file_answer
from services.documents.storage import FileStore
from tests.documents.filming import FILM, UNIT, film, film_copier, film_inspector, sent
from tests.documents.films import Recipe, enlarged, make
from tests.documents.world import Documents

INSPECTED = "documents.video_inspected.v1"
RUN = threading.Event()
ROOT = Path(__file__).parents[3]
SMALL = Recipe(seconds=1, pictures=(enlarged(320, 180),))
CENC = {
    "encryption_scheme": "cenc-aes-ctr",
    "encryption_key": "0123456789abcdef0123456789abcdef",
    "encryption_kid": "fedcba9876543210fedcba9876543210",
}
UPRIGHT = b"".join(each.to_bytes(4, "big") for each in (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30))
TURNED = b"".join(each.to_bytes(4, "big", signed=True) for each in (0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30))
once = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make(tmp_path_factory.mktemp("films") / "good.mp4", SMALL).read_bytes()


def made(tmp_path: Path, name: str = "film.mp4", **changes: Any) -> bytes:
    return make(tmp_path / name, dataclasses.replace(SMALL, **changes)).read_bytes()


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def newest(documents: Documents, role: Role = Role.BROADCASTER) -> dict[str, Any]:
    version: dict[str, Any] = film(documents, role)["versions"][0]
    return version


def found_in(documents: Documents, version: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = documents.get(f"/video-report/versions/{version['id']}/inspection").get_json()
    return found


def finish(documents: Documents) -> dict[str, Any]:
    """Let the worker do all there is to do; the newest cut."""
    while film_inspector(documents).inspect_next(RUN) or film_copier(documents).copy_next(RUN):
        pass
    return newest(documents)


def test_cut_that_came_is_inspected_and_announced_once(planned: Documents, good: bytes) -> None:
    version = sent(planned, good)["versions"][0]
    assert (version["inspection"]["state"], version["browser_copy"]["state"]) == ("waiting", "waiting")

    assert film_inspector(planned).inspect_next(RUN)
    assert not film_inspector(planned).inspect_next(RUN)

    shown = film(planned)
    assert (shown["state"], shown["versions"][0]["state"]) == ("inspected", "inspected")
    line = shown["versions"][0]["inspection"]
    assert (line["state"], line["progress"], line["outcome"], line["verdict"]) == ("done", 1.0, "inspected", "failure")
    assert [(each["action"], each["by"]) for each in shown["history"]][-1] == ("inspect", "Hệ thống")
    [told] = planned.recorded(INSPECTED)
    data = told.decoded().data
    assert (data["state"], data["number"], data["outcome"], data["verdict"]) == ("inspected", 1, "inspected", "failure")
    assert data["findings"][0]["name_vi"] == "Thời lượng"
    assert "00:01" in data["findings"][0]["message_vi"]
    assert data["failures"] == len([each for each in data["findings"] if each["severity"] == "failure"])


@once
def test_what_was_found_is_shown_by_rule_with_its_timeline_and_printed(planned: Documents, good: bytes) -> None:
    version = sent(planned, good)["versions"][0]
    before = found_in(planned, version)
    assert (before["findings"], before["facts"], before["timeline"]) == ([], None, None)
    paper = f"/video-report/versions/{version['id']}/inspection/paper"
    assert planned.get(paper).get_json()["type"] == "/problems/inspection-not-done"

    film_inspector(planned).inspect_next(RUN)

    found = found_in(planned, version)
    loudness = next(each for each in found["findings"] if each["rule"] == "loudness")
    assert (loudness["name_vi"], loudness["name_en"]) == ("Độ to (loudness)", "Loudness")
    assert (found["timeline"]["duration_ms"], found["timeline"]["band"]) == (found["facts"]["audio_ms"], [-23.5, -22.5])
    text = pdf_text(planned.get(paper, Role.BROADCASTER, unit=UNIT).data)
    assert "PHIẾU KIỂM TRA KỸ THUẬT" in text
    assert hashlib.sha256(good).hexdigest()[:8] in text


def test_copy_is_made_and_played_by_ranges_and_the_original_stays_as_it_is(planned: Documents, good: bytes) -> None:
    sent(planned, good)
    version = finish(planned)
    copy = version["browser_copy"]
    assert (copy["state"], copy["width"], copy["height"], copy["rate"]) == ("ready", 320, 180, 25.0)
    assert copy["strip"]["interval_ms"] == 1000
    here = f"/video-report/versions/{version['id']}"
    whole = planned.get(f"{here}/copy")
    assert (whole.status_code, whole.mimetype, len(whole.data)) == (200, "video/mp4", copy["size_bytes"])
    assert (whole.data[4:8], whole.headers["Cache-Control"]) == (b"ftyp", "private, no-store")
    assert whole.headers["Content-Disposition"].startswith("inline")
    # The index comes before the pictures: it plays while it loads.
    assert whole.data.index(b"moov") < whole.data.index(b"mdat")
    for what in ("poster", "thumbnails"):
        picture = planned.get(f"{here}/{what}", Role.APPRAISER)
        assert (picture.mimetype, picture.data[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert planned.get(f"{here}/content").data == good


@once
def test_range_of_the_copy_is_answered_as_players_ask_for_it(
    planned: Documents, good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(video_work, "PIECE", 1000)
    sent(planned, good)
    path = f"/conferences/pho-tho-2025/video-report/versions/{finish(planned)['id']}/copy"
    headers = {"Authorization": f"Bearer {planned.token(Role.APPRAISER)}"}
    part = planned.client.get(path, headers=headers | {"Range": "bytes=4-7"})
    assert (part.status_code, part.data) == (206, b"ftyp")
    again = planned.client.get(path, headers=headers | {"If-None-Match": part.headers["ETag"]})
    assert again.status_code == 304
    for asked, told in (("bytes=0-", "0-999"), ("bytes=4-", "4-1003"), ("bytes=5-2004", "5-2004")):
        answer = planned.client.get(path, headers=headers | {"Range": asked}, buffered=True)
        assert (answer.status_code, answer.headers["Content-Range"].split("/")[0]) == (206, f"bytes {told}")
    whole = planned.client.get(path, headers=headers, buffered=True).data
    end = planned.client.get(path, headers=headers | {"Range": f"bytes={len(whole) - 10}-"}, buffered=True)
    assert (end.data, end.headers["Content-Range"].split("/")[1]) == (whole[-10:], str(len(whole)))
    assert planned.client.get(path, headers=headers | {"Range": "bytes=99999999-"}).status_code == 416


@once
def test_web_server_in_front_is_told_where_the_copy_is_and_what_it_is(planned: Documents) -> None:
    store = film_copier(planned).store
    stored = store.put(io.BytesIO(b"film"), 4)
    answer = ranged_file_answer(
        store, stored.sha256, stored.size, "phim.mp4", accelerated="/_files/", media_type="video/mp4"
    )
    assert answer.headers["X-Accel-Redirect"] == f"/_files/{stored.sha256[:2]}/{stored.sha256}"
    assert (answer.mimetype, answer.headers["Content-Disposition"]) == ("video/mp4", 'inline; filename="phim.mp4"')


@once
def test_only_those_who_may_see_the_film_see_what_was_found_and_play_it(planned: Documents, good: bytes) -> None:
    sent(planned, good)
    here = f"/video-report/versions/{finish(planned)['id']}"
    for what in ("inspection", "inspection/paper", "copy", "poster", "thumbnails"):
        assert planned.get(f"{here}/{what}", Role.BROADCASTER, unit="xa-an-binh").status_code == 404, what
        assert planned.get(f"{here}/{what}", Role.UNIT, unit=UNIT).status_code == 403, what
        assert planned.get(f"{here}/{what}", Role.CHAIR).status_code == 403, what


KINDS: dict[str, tuple[Callable[[Path, bytes], bytes], str, str, str]] = {
    "noise": (lambda _, __: FILM, "could_not", "not_a_film", "not_made"),
    "without its index": (lambda _, good: half(good), "could_not", "broken", "not_made"),
    "encrypted": (lambda folder, _: made(folder, container=CENC), "could_not", "encrypted", "not_made"),
    "broken off": (
        lambda folder, _: half(made(folder, seconds=4, container={"movflags": "+faststart"})),
        "inspected",
        "file_cut_short",
        "ready",
    ),
    "without sound": (lambda folder, _: made(folder, lufs=None), "inspected", "no_sound", "ready"),
    "uneven": (
        lambda folder, _: made(
            folder,
            pictures=(*SMALL.pictures, "settb=1/1000", "setpts='N*40+mod(N,3)*9'"),
            time_base=Fraction(1, 1000),
        ),
        "inspected",
        "rate_varies",
        "ready",
    ),
}


@once
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_ends_in_words(planned: Documents, good: bytes, tmp_path: Path, kind: str) -> None:
    content, outcome, code, copy = KINDS[kind]
    sent(planned, content(tmp_path, good))
    version = finish(planned)
    assert version["inspection"]["outcome"] == outcome
    assert code in [each["code"] for each in found_in(planned, version)["findings"]]
    assert (version["state"], version["browser_copy"]["state"]) == ("inspected", copy)


@once
def test_film_of_a_phone_that_was_held_upright_is_copied_upright(planned: Documents, good: bytes) -> None:
    head, upright, rest = good.partition(UPRIGHT)
    sent(planned, head + upright + rest.replace(UPRIGHT, TURNED, 1))
    copy = finish(planned)["browser_copy"]
    assert (copy["width"], copy["height"]) == (180, 320)


@once
def test_far_too_long_film_is_not_looked_into_and_not_copied(planned: Documents, tmp_path: Path) -> None:
    still = "color=size=64x36:rate=1:duration=2750"
    sent(planned, made(tmp_path, size=(64, 36), rate=Fraction(1), pictures=(), lufs=None, source=still))
    version = finish(planned)
    assert (version["inspection"]["outcome"], version["browser_copy"]["state"]) == ("header_only", "not_made")


def test_inspection_whose_worker_is_killed_is_begun_anew(
    planned: Documents, good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(planned, good)

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(inspect_films, "inspect", killed)
        with pytest.raises(KeyboardInterrupt):
            film_inspector(planned).inspect_next(RUN)
    assert newest(planned)["inspection"]["state"] == "running"
    assert not film_inspector(planned).inspect_next(RUN)
    planned.clock.now += HELD_FOR + timedelta(seconds=1)
    assert film_inspector(planned).inspect_next(RUN)
    assert newest(planned)["inspection"]["outcome"] == "inspected"
    assert len(planned.recorded(INSPECTED)) == 1


@once
def test_killed_worker_leaves_no_process_behind_and_the_next_finishes_its_work(
    planned: Documents, database_url: str, tmp_path: Path
) -> None:
    long = made(tmp_path, seconds=120, size=(160, 90), pictures=(), lufs=None, options={"crf": "45"})
    sent(planned, long)
    command = [sys.executable, "-m", "tests.documents.film_worker", database_url, str(tmp_path / "files")]
    worker = psutil.Popen(command, cwd=ROOT)
    [child] = wait_for(worker.children)
    worker.kill()
    worker.wait()
    assert psutil.wait_procs([child], PATIENCE) == ([child], [])
    assert newest(planned)["inspection"]["state"] == "running"
    planned.clock.now = datetime.now(UTC) + HELD_FOR + timedelta(seconds=1)
    assert film_inspector(planned).inspect_next(RUN)
    assert newest(planned)["inspection"]["outcome"] == "inspected"


@once
def test_cut_that_ends_its_worker_again_and_again_is_given_up_in_words(
    planned: Documents, good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(planned, good)

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(inspect_films, "inspect", killed)
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(KeyboardInterrupt):
            film_inspector(planned).inspect_next(RUN)
        planned.clock.now += HELD_FOR + timedelta(seconds=1)
    version = finish(planned)
    assert version["inspection"]["outcome"] == "could_not"
    assert [each["code"] for each in found_in(planned, version)["findings"]] == ["too_much"]


@once
def test_worker_that_is_to_stop_lets_its_work_go(planned: Documents, good: bytes) -> None:
    sent(planned, good)
    stop = threading.Event()
    stop.set()
    assert film_inspector(planned).inspect_next(stop)
    assert newest(planned)["inspection"]["state"] == "running"
    assert film_inspector(planned).inspect_next(RUN)
    assert film_copier(planned).copy_next(stop)
    assert newest(planned)["browser_copy"]["state"] == "making"
    assert film_copier(planned).copy_next(RUN)
    assert newest(planned)["browser_copy"]["state"] == "ready"


def test_progress_is_told_while_it_goes_on_and_work_on_a_replaced_cut_is_dropped(
    planned: Documents, good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film_work, "NOTE_SECONDS", 0.0)
    sent(planned, good)
    told: list[float] = []

    def inspecting(_path: Path, _asked: Any, progress: Callable[[float], None]) -> None:
        progress(0.25)
        told.append(newest(planned)["inspection"]["progress"])
        sent(planned, FILM)
        progress(0.5)

    with monkeypatch.context() as patched:
        patched.setattr(inspect_films, "inspect", inspecting)
        assert film_inspector(planned).inspect_next(RUN)
    assert told == [0.25]
    shown = finish(planned)
    assert (shown["number"], shown["inspection"]["outcome"]) == (2, "could_not")
    earlier = film(planned)["versions"][1]
    assert (earlier["inspection"]["state"], earlier["browser_copy"]["state"]) == ("not_made", "not_made")
    assert len(planned.recorded(INSPECTED)) == 1


class Elsewhere:
    """A store that is not on this machine, as a bucket is."""

    def __init__(self, store: FileStore) -> None:
        self._store = store

    def path(self, sha256: str) -> None:
        self._store.open(sha256).close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


@once
def test_original_that_is_kept_elsewhere_is_fetched_and_nothing_of_it_stays(planned: Documents, good: bytes) -> None:
    sent(planned, good)
    inspector, copier = film_inspector(planned), film_copier(planned)
    assert dataclasses.replace(inspector, store=Elsewhere(inspector.store)).inspect_next(RUN)
    assert dataclasses.replace(copier, store=Elsewhere(copier.store)).copy_next(RUN)
    assert newest(planned)["browser_copy"]["state"] == "ready"
    assert list(inspector.workplace.directory.iterdir()) == []


def copying(_path: Path, folder: Path, _scan: Any, _progress: Any) -> BrowserCopy:
    """Makes a copy in no time: files that differ from call to call."""
    for name in (COPY, POSTER, STRIP):
        (folder / name).write_bytes(f"{name} {folder.name}".encode())
    return BrowserCopy(1000, 320, 180, 25.0, 10, Strip(1, 1, 1, 160, 90, 1000))


@once
def test_copies_of_older_cuts_go_and_originals_stay(
    planned: Documents, good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copy_films, "make_copy", copying)
    for number in range(3):
        sent(planned, good + bytes(number))
        finish(planned)
    shown = film(planned)["versions"]
    assert [each["browser_copy"]["state"] for each in shown] == ["ready", "ready", "removed"]
    assert planned.get(f"/video-report/versions/{shown[2]['id']}/copy").get_json()["type"] == (
        "/problems/film-copy-not-ready"
    )
    store = film_copier(planned).store
    planned.clock.now = datetime.now(UTC) + timedelta(days=2)
    assert Sweeper(planned.service.database, store, planned.clock).sweep() == 3
    assert planned.get(f"/video-report/versions/{shown[2]['id']}/content").data == good
    assert planned.get(f"/video-report/versions/{shown[0]['id']}/poster").status_code == 200


@once
def test_copy_that_could_not_be_made_says_why_and_is_made_again_when_asked(
    planned: Documents, good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: Any) -> None:
        raise CopyFailed(finding("too_slow"))

    sent(planned, good)
    with monkeypatch.context() as patched:
        patched.setattr(copy_films, "make_copy", failing)
        version = finish(planned)
    assert (version["browser_copy"]["state"], version["browser_copy"]["problem"]["message_vi"]) == (
        "failed",
        "Kiểm tra quá lâu nên đã dừng.",
    )
    again = f"/conferences/pho-tho-2025/video-report/versions/{version['id']}/copy"
    assert planned.call("POST", again, Role.APPRAISER).status_code == 403
    assert planned.call("POST", again, Role.BROADCASTER, unit=UNIT).get_json()["state"] == "waiting"
    assert planned.call("POST", again).get_json()["type"] == "/problems/film-copy-not-failed"
    assert finish(planned)["browser_copy"]["state"] == "ready"
