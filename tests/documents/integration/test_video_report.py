"""The film: sent, taken over by the worker, a version; who may see and send it."""

from __future__ import annotations

import dataclasses
import hashlib
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from chassis.auth.roles import Role
from services.documents.film.part_files import PartFiles
from services.documents.models import VideoReport
from services.documents.operations import receive_films
from services.documents.operations.uploads import Sweeper
from services.documents.problems.film import FILM_QUOTA_USED
from services.documents.storage import FileStore
from services.documents.workflows.video_report import VideoReportState
from tests.documents.filming import (
    FILM,
    HERE,
    NAME,
    SHA256,
    UNIT,
    ask,
    begin,
    begun,
    film,
    offset_of,
    receiver,
    said,
    send,
    sent,
    take_over,
)
from tests.documents.world import NOW, Documents

OTHER = b"another cut" * 1000
UPLOADED = "documents.video_uploaded.v1"
FULFILLED = "documents.obligation_fulfilled.v1"


class DyingStore:
    """Ends its worker once a file is in its place."""

    def __init__(self, store: FileStore) -> None:
        self._store = store

    def adopt(self, path: Path, sha256: str) -> None:
        self._store.adopt(path, sha256)
        raise KeyboardInterrupt

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


MORE_THAN_THERE_IS = 10**18


def keep_free(documents: Documents, size: int) -> None:
    """Leave so many bytes of the disk alone, as `HOINGHI_DISK_RESERVE_MB` does."""
    parts: PartFiles = documents.service.web.extensions["hoinghi"].parts.arriving
    parts.keep_free = size


def owed_state(documents: Documents) -> tuple[str, str | None]:
    item = film(documents)["obligation"]
    return item["submission_state"], item["came_at"]


def test_before_the_first_cut_the_film_is_a_draft_of_its_broadcaster(planned: Documents) -> None:
    shown = film(planned)
    assert (shown["state"], shown["versions"], shown["takes_cuts"], shown["unit"]) == ("draft", [], True, UNIT)


def test_film_that_came_whole_is_a_version_with_its_checksum_and_announced(planned: Documents) -> None:
    shown = sent(planned)
    [version] = shown["versions"]
    assert (version["number"], version["filename"], version["size"]) == (1, NAME, len(FILM))
    assert (version["sha256"], version["state"], version["timeliness"]) == (SHA256, "uploaded", "early")
    assert (shown["state"], shown["uploads"]) == ("uploaded", [])
    [told] = planned.recorded(UPLOADED)
    data = told.decoded().data
    assert (data["sha256"], data["number"], data["state"], data["unit"]) == (SHA256, 1, "uploaded", UNIT)
    assert owed_state(planned)[0] == "received"
    assert len(planned.recorded(FULFILLED)) == 1


def test_film_came_when_its_last_byte_did_and_not_when_it_was_checked(planned: Documents) -> None:
    planned.clock.now = datetime(2025, 3, 10, 9, 0, tzinfo=UTC)
    path = begun(planned)
    planned.clock.now = datetime(2025, 3, 10, 16, 59, 59, tzinfo=UTC)
    send(planned, path)
    planned.clock.now += timedelta(minutes=5)
    assert take_over(planned)
    assert film(planned)["versions"][0]["timeliness"] == "in_time"
    assert owed_state(planned) == ("received", "2025-03-10T16:59:59+00:00")


def test_next_cut_is_the_next_version_and_the_one_before_is_kept(planned: Documents) -> None:
    sent(planned)
    shown = sent(planned, OTHER)
    assert [(each["number"], each["state"]) for each in shown["versions"]] == [(2, "uploaded"), (1, "superseded")]
    assert len(planned.recorded(FULFILLED)) == 1
    assert [each["by"] for each in shown["history"]] == ["Đồng chí Thử"] * 2


def test_whole_that_is_not_what_its_sender_said_is_refused(planned: Documents) -> None:
    shown = sent(planned, Upload_Metadata=said(sha256="0" * 64))
    assert (shown["versions"], shown["uploads"][0]["refusal"]) == ([], "checksum_differs")
    assert planned.recorded(UPLOADED) == []
    assert len(sent(planned, Upload_Metadata=said(sha256=SHA256.upper()))["versions"]) == 1


def test_cut_that_arrives_after_the_approval_is_refused(planned: Documents) -> None:
    sent(planned)
    path = begun(planned, len(OTHER))
    with planned.service.database.write() as session:
        frozen = {"approved_number": 1, "approved_sha256": SHA256}
        session.execute(update(VideoReport).values(state=VideoReportState.APPROVED, **frozen))
    assert begin(planned).get_json()["type"] == "/problems/film-stands"
    send(planned, path, OTHER)
    take_over(planned)
    shown = film(planned)
    assert (shown["uploads"][0]["refusal"], len(shown["versions"]), shown["state"]) == ("not_wanted", 1, "approved")


def test_worker_that_is_killed_after_moving_the_file_is_followed_by_one_that_finds_it(planned: Documents) -> None:
    path = begun(planned)
    send(planned, path)
    usual = receiver(planned)
    with pytest.raises(KeyboardInterrupt):
        dataclasses.replace(usual, store=DyingStore(usual.store)).receive_next(threading.Event())
    assert take_over(planned) is False
    planned.clock.now += receive_films.HELD_FOR + timedelta(seconds=1)
    assert take_over(planned)
    assert film(planned)["versions"][0]["sha256"] == SHA256
    assert offset_of(planned, path) == len(FILM)


def test_worker_that_is_to_stop_lets_the_film_go(planned: Documents) -> None:
    send(planned, begun(planned))
    stop = threading.Event()
    stop.set()
    assert receiver(planned).receive_next(stop)
    assert film(planned)["versions"] == []
    assert take_over(planned)
    assert len(film(planned)["versions"]) == 1


def test_bytes_that_are_lost_are_said_to_be(planned: Documents) -> None:
    send(planned, begun(planned))
    parts = receiver(planned).parts
    parts.delete(next(parts.all()))
    take_over(planned)
    assert film(planned)["uploads"][0]["refusal"] == "lost"


def test_what_expired_is_swept_and_what_is_whole_is_taken_over_instead(planned: Documents) -> None:
    gone, whole = begun(planned), begun(planned)
    parts = receiver(planned).parts
    parts.path(_id(whole)).write_bytes(FILM)
    planned.clock.now += timedelta(days=8)
    assert receiver(planned).sweep() == 1
    assert ask(planned, "HEAD", gone).status_code == 404
    assert [str(each) for each in parts.all()] == [whole.rsplit("/", 1)[-1]]
    assert take_over(planned)
    assert film(planned)["versions"][0]["sha256"] == SHA256


def test_original_of_a_version_is_never_swept(planned: Documents) -> None:
    sent(planned)
    parts = planned.service.web.extensions["hoinghi"].parts
    planned.clock.now = datetime.now(UTC) + timedelta(days=400)
    assert Sweeper(planned.service.database, parts.store, planned.clock).sweep() == 0
    parts.store.open(SHA256).close()


@pytest.mark.parametrize(
    ("asked", "status", "content"),
    [
        (None, 200, FILM),
        ("bytes=0-9", 206, FILM[:10]),
        ("bytes=100-", 206, FILM[100:]),
        ("bytes=-7", 206, FILM[-7:]),
        (f"bytes={len(FILM)}-", 416, None),
    ],
)
def test_original_is_downloaded_whole_or_by_ranges(
    planned: Documents, asked: str | None, status: int, content: bytes | None
) -> None:
    version = sent(planned)["versions"][0]
    path = f"{HERE}/versions/{version['id']}/content"
    answer = ask(planned, "GET", path, **({} if asked is None else {"Range": asked}))
    assert answer.status_code == status
    if content is not None:
        assert (answer.data, answer.headers["ETag"]) == (content, f'"{SHA256}"')
        assert "filename*=UTF-8''ph%C3%B3ng%20s%E1%BB%B1.mp4" in answer.headers["Content-Disposition"]
    assert ask(planned, "GET", path, **{"If-None-Match": f'"{SHA256}"'}).status_code == 304


def test_limits_of_room_hold_before_bytes_are_taken(planned: Documents) -> None:
    for _ in range(2):
        begun(planned, 2_000_000)
    answer = begin(planned, 1_000_001)
    assert (answer.status_code, answer.get_json()["type"]) == (507, FILM_QUOTA_USED.uri)
    path = begun(planned, 1_000_000)
    keep_free(planned, MORE_THAN_THERE_IS)
    assert begin(planned, 1).get_json()["type"] == "/problems/film-quota-used"
    assert ask(planned, "DELETE", path).status_code == 204
    assert begin(planned, 1).get_json()["type"] == "/problems/disk-full"


def test_disk_that_fills_up_meanwhile_keeps_what_came(planned: Documents) -> None:
    path = begun(planned)
    send(planned, path, FILM[:1000])
    keep_free(planned, MORE_THAN_THERE_IS)
    assert send(planned, path, FILM[1000:], 1000).status_code == 507
    keep_free(planned, 0)
    assert send(planned, path, FILM[1000:], 1000).status_code == 204


def test_unfinished_uploads_are_so_many_at_most(planned: Documents) -> None:
    for _ in range(10):
        begun(planned, None, Upload_Defer_Length="1")
    assert begin(planned).get_json()["type"] == "/problems/too-many-uploads"


def test_film_is_its_broadcasters_and_the_offices(planned: Documents) -> None:
    path = begun(planned)
    another = {"unit": "xa-an-binh"}
    assert planned.get("/video-report", Role.BROADCASTER, **another).status_code == 404
    headers = {
        "Tus-Resumable": "1.0.0",
        "Authorization": f"Bearer {planned.token(Role.BROADCASTER, **another)}",
        "Upload-Length": "9",
    }
    assert planned.client.head(path, headers=headers).status_code == 404
    assert planned.client.post(f"{HERE}/uploads", headers=headers).status_code == 404
    assert planned.get("/video-report", Role.UNIT, unit=UNIT).status_code == 403
    shown = film(planned, Role.APPRAISER)
    assert (shown["uploads"], shown["takes_cuts"]) == ([], False)
    assert len(film(planned, Role.ORGANIZER)["uploads"]) == 1


def test_plan_without_a_film_has_none(planned: Documents, plan_source: str) -> None:
    begin(planned)
    without = plan_source.replace("kind: video_report", "kind: other").replace("code: phong-su", "code: khac")
    planned.apply(without, remove_worked_on=True)
    assert planned.get("/video-report").status_code == 404


def test_checksum_of_the_store_is_the_one_of_the_content(planned: Documents) -> None:
    sent(planned)
    with planned.service.web.extensions["hoinghi"].parts.store.open(SHA256) as file:
        assert hashlib.sha256(file.read()).hexdigest() == SHA256
    assert planned.clock.now == NOW


def _id(path: str) -> UUID:
    return UUID(path.rsplit("/", 1)[-1])
