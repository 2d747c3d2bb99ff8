"""The tus protocol 1.0.0: a test for each MUST of the specification that concerns a server, and for hostile senders.

Over SQLite only: what a protocol says does not depend on the database (test_video_report.py runs over both).
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator
from datetime import timedelta

import pytest

from chassis.auth.roles import Role
from services.documents.film.part_files import PartFiles
from services.documents.film.tus import OFFSET_OCTETS
from tests.documents.filming import FILM, HERE, NAME, ask, begin, begun, encoded, film, offset_of, said, send
from tests.documents.world import Documents

HALF = len(FILM) // 2
pytestmark = pytest.mark.usefixtures("planned")


@pytest.fixture
def database_url(sqlite_database: str) -> str:
    return sqlite_database


def parts_of(documents: Documents) -> PartFiles:
    parts: PartFiles = documents.service.web.extensions["hoinghi"].parts.arriving
    return parts


# Core protocol


def test_head_tells_the_offset_and_the_length_and_is_not_cached(documents: Documents) -> None:
    path = begun(documents)
    send(documents, path, FILM[:HALF])
    answer = ask(documents, "HEAD", path)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (200, str(HALF))
    assert answer.headers["Upload-Length"] == str(len(FILM))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Upload-Metadata"] == said()


def test_head_of_an_unknown_upload_tells_no_offset(documents: Documents) -> None:
    answer = ask(documents, "HEAD", f"{HERE}/uploads/00000000-0000-4000-8000-000000000000")
    assert (answer.status_code, "Upload-Offset" in answer.headers) == (404, False)


def test_patch_goes_on_where_the_bytes_end(documents: Documents) -> None:
    path = begun(documents)
    first = send(documents, path, FILM[:HALF])
    assert (first.status_code, first.headers["Upload-Offset"], first.data) == (204, str(HALF), b"")
    assert send(documents, path, FILM[HALF:], HALF).headers["Upload-Offset"] == str(len(FILM))
    assert offset_of(documents, path) == len(FILM)


def test_patch_at_another_offset_conflicts_and_changes_nothing(documents: Documents) -> None:
    path = begun(documents)
    send(documents, path, FILM[:HALF])
    for offset in (0, HALF - 1, HALF + 1, 10**17):
        answer = send(documents, path, b"other", offset)
        assert (answer.status_code, answer.get_json()["offset"]) == (409, HALF)
    assert offset_of(documents, path) == HALF


def test_offset_that_is_no_number_is_refused(documents: Documents) -> None:
    path = begun(documents)
    offsets = ("", "-1", "+1", "1.0", "0x0", "1e3", "\xb2", "9" * 40, "zero")
    assert {send(documents, path, FILM, offset).status_code for offset in offsets} == {400}
    assert offset_of(documents, path) == 0


def test_patch_of_another_media_type_is_refused(documents: Documents) -> None:
    path = begun(documents)
    types = ("application/octet-stream", "text/plain", "")
    assert {send(documents, path, FILM, Content_Type=each).status_code for each in types} == {415}
    assert offset_of(documents, path) == 0


def test_patch_of_an_unknown_upload_is_not_found(documents: Documents) -> None:
    assert send(documents, f"{HERE}/uploads/00000000-0000-4000-8000-000000000000").status_code == 404


@pytest.mark.parametrize("method", ["POST", "HEAD", "PATCH", "DELETE"])
def test_another_version_of_the_protocol_is_refused_unprocessed(documents: Documents, method: str) -> None:
    path = begun(documents)
    for version in ("", "0.2.2", "1.0.1", "2.0.0"):
        headers = {"Upload_Offset": "0", "Content_Type": OFFSET_OCTETS, "Upload_Length": "9", "Tus-Resumable": version}
        body = FILM if method == "PATCH" else None
        answer = ask(documents, method, f"{HERE}/uploads" if method == "POST" else path, body, **headers)
        assert (answer.status_code, answer.headers["Tus-Version"]) == (412, "1.0.0")
    assert (offset_of(documents, path), len(film(documents)["uploads"])) == (0, 1)


def test_every_answer_names_the_version(documents: Documents) -> None:
    path = begun(documents)
    answers = [
        begin(documents),
        ask(documents, "HEAD", path),
        send(documents, path, FILM[:9]),
        send(documents, path, FILM, 5),
        ask(documents, "DELETE", path),
        ask(documents, "HEAD", path),
    ]
    assert [each.status_code for each in answers] == [201, 200, 204, 409, 204, 404]
    assert {each.headers["Tus-Resumable"] for each in answers} == {"1.0.0"}


def test_options_tells_what_the_server_can_and_asks_for_no_version(documents: Documents) -> None:
    answer = ask(documents, "OPTIONS", f"{HERE}/uploads", **{"Tus-Resumable": ""})
    told = {name: answer.headers[name] for name in ("Tus-Version", "Tus-Max-Size", "Tus-Checksum-Algorithm")}
    assert (answer.status_code, told) == (
        204,
        {"Tus-Version": "1.0.0", "Tus-Max-Size": "2000000", "Tus-Checksum-Algorithm": "sha256,sha1"},
    )
    assert answer.headers["Tus-Extension"] == (
        "creation,creation-with-upload,creation-defer-length,termination,checksum,expiration"
    )


def test_method_in_the_override_header_is_the_one_that_is_meant(documents: Documents) -> None:
    path = begun(documents)
    told = {"X_HTTP_Method_Override": "PATCH", "Upload_Offset": "0", "Content_Type": OFFSET_OCTETS}
    assert ask(documents, "POST", path, FILM[:HALF], **told).status_code == 204
    assert ask(documents, "POST", path, X_HTTP_Method_Override="HEAD").headers["Upload-Offset"] == str(HALF)
    assert ask(documents, "POST", path, X_HTTP_Method_Override="GET").status_code == 400
    assert ask(documents, "POST", path, X_HTTP_Method_Override="DELETE").status_code == 204
    assert ask(documents, "HEAD", path).status_code == 404


# Creation


def test_creation_answers_with_a_place_and_an_end(documents: Documents) -> None:
    answer = begin(documents)
    assert answer.status_code == 201
    assert re.fullmatch(rf"{HERE}/uploads/[0-9a-f-]{{36}}", answer.headers["Location"])
    assert answer.headers["Upload-Expires"] == "Sat, 08 Mar 2025 02:00:00 GMT"
    assert offset_of(documents, answer.headers["Location"]) == 0


def test_length_is_checked_before_anything_is_taken(documents: Documents) -> None:
    malformed = ("-1", "1.5", "12abc", "\xb2", "9" * 30, "", "0x10", " ")
    assert {begin(documents, None, Upload_Length=length).status_code for length in malformed} == {400}
    answers = [begin(documents, None, Upload_Length=length).status_code for length in ("0", "2000001", "9" * 18)]
    assert (answers, film(documents)["uploads"]) == ([422, 413, 413], [])
    assert begin(documents, None, Upload_Length="2000000").status_code == 201


def test_length_is_either_said_or_deferred(documents: Documents) -> None:
    assert begin(documents, 10, Upload_Defer_Length="1").status_code == 400
    assert begin(documents, None, Upload_Defer_Length="0").status_code == 400
    assert begin(documents, None, Upload_Defer_Length="1").status_code == 201


def test_metadata_that_is_malformed_is_refused(documents: Documents) -> None:
    repeated, latin, bad_text = "filename w6k=,filename w6k=", "tên w6k=".encode().decode("latin-1"), "filename /+8="
    malformed = (
        "filename !!!",
        repeated,
        "file\tname w6k=",
        "a" * 5000,
        bad_text,
        ",",
        "sha256 YWJj",
        " ,a w6k=",
        latin,
    )
    assert {begin(documents, Upload_Metadata=each).status_code for each in (*malformed, latin)} == {400}
    assert film(documents)["uploads"] == []


def test_name_in_the_metadata_is_a_label_and_no_path(documents: Documents) -> None:
    names = {
        NAME: NAME,
        unicodedata.normalize("NFD", NAME): NAME,
        "../../../etc/passwd": "passwd",
        "..\\..\\windows\\film.mov": "film.mov",
        "/": "phim",
        "..": "phim",
        "a\0b\r\nc\u202e.mp4": "abc.mp4",
        "n" * 400 + ".mp4": "n" * 146 + ".mp4",
        "": "phim",
    }
    paths = []
    for name, kept in names.items():
        documents.clock.now += timedelta(seconds=1)
        told = f"filename {encoded(name)},empty,filetype {encoded('video/mp4')}"
        paths.append(begun(documents, 10, Upload_Metadata=told))
        assert film(documents)["uploads"][0]["filename"] == kept
    assert {str(part) for part in parts_of(documents).all()} == {path.rsplit("/", 1)[-1] for path in paths}


def test_creation_without_metadata_has_none(documents: Documents) -> None:
    path = begun(documents, Upload_Metadata="")
    assert "Upload-Metadata" not in ask(documents, "HEAD", path).headers


def test_creation_takes_the_first_bytes_along(documents: Documents) -> None:
    answer = begin(documents, body=FILM[:HALF])
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, str(HALF))
    assert offset_of(documents, answer.headers["Location"]) == HALF


def test_creation_with_a_body_of_another_kind_is_refused(documents: Documents) -> None:
    answer = ask(documents, "POST", f"{HERE}/uploads", b"{}", Upload_Length="2", Content_Type="application/json")
    assert (answer.status_code, film(documents)["uploads"]) == (415, [])


def test_deferred_length_is_said_once_and_stands(documents: Documents) -> None:
    path = begun(documents, None, Upload_Defer_Length="1")
    unknown = ask(documents, "HEAD", path)
    assert (unknown.headers["Upload-Defer-Length"], "Upload-Length" in unknown.headers) == ("1", False)
    send(documents, path, FILM[:HALF])
    assert send(documents, path, b"", HALF, Upload_Length=str(HALF - 1)).status_code == 400
    assert send(documents, path, b"", HALF, Upload_Length="2000001").status_code == 413
    assert send(documents, path, b"", HALF, Upload_Length=str(len(FILM))).status_code == 204
    assert send(documents, path, b"", HALF, Upload_Length=str(len(FILM) + 1)).status_code == 400
    assert "Upload-Defer-Length" not in ask(documents, "HEAD", path).headers
    assert send(documents, path, FILM[HALF:], HALF).status_code == 204
    assert film(documents)["uploads"][0]["state"] == "checking"


def test_more_than_was_said_is_refused_and_taken_away(documents: Documents) -> None:
    path = begun(documents, 10)
    assert send(documents, path, b"x" * 11).status_code == 413
    # Without a length nobody knows before it has come.
    unsaid = {"input_stream": io.BytesIO(b"x" * 11)}
    headers = {"Upload-Offset": "0", "Content-Type": OFFSET_OCTETS, "Tus-Resumable": "1.0.0"}
    headers["Authorization"] = f"Bearer {documents.token(Role.ORGANIZER)}"
    environ = {"wsgi.input_terminated": True}
    answer = documents.client.patch(path, headers=headers, environ_overrides=environ, **unsaid)
    assert (answer.status_code, offset_of(documents, path)) == (413, 0)


# Termination


def test_termination_removes_the_bytes_and_the_place(documents: Documents) -> None:
    path = begun(documents)
    send(documents, path, FILM[:HALF])
    assert ask(documents, "DELETE", path).status_code == 204
    assert [ask(documents, method, path).status_code for method in ("HEAD", "DELETE")] == [404, 404]
    assert send(documents, path, FILM[HALF:], HALF).status_code == 404
    assert list(parts_of(documents).all()) == []


def test_what_has_come_whole_is_not_terminated(documents: Documents) -> None:
    path = begun(documents)
    send(documents, path)
    assert ask(documents, "DELETE", path).status_code == 409
    assert offset_of(documents, path) == len(FILM)


# Checksum


@pytest.mark.parametrize("algorithm", ["sha256", "sha1"])
def test_checksum_that_matches_is_taken(documents: Documents, algorithm: str) -> None:
    path = begun(documents)
    digest = hashlib.new(algorithm, FILM[:HALF]).digest()
    assert send(documents, path, FILM[:HALF], Upload_Checksum=f"{algorithm} {encoded(digest)}").status_code == 204
    assert offset_of(documents, path) == HALF


def test_checksum_that_differs_leaves_the_offset_where_it_was(documents: Documents) -> None:
    path = begun(documents)
    send(documents, path, FILM[:HALF])
    digest = encoded(hashlib.sha256(FILM[:HALF]).digest())
    answer = send(documents, path, FILM[HALF:], HALF, Upload_Checksum=f"sha256 {digest}")
    assert (answer.status_code, offset_of(documents, path)) == (460, HALF)
    assert send(documents, path, FILM[HALF:], HALF).status_code == 204


def test_checksum_that_cannot_be_compared_is_refused(documents: Documents) -> None:
    path = begun(documents)
    malformed = ("md5 1B2M2Y8AsgTpgAmY7PhCfg==", "sha256", "sha256 ???", "sha256 YWJj", "sha256 ")
    assert {send(documents, path, FILM, Upload_Checksum=each).status_code for each in malformed} == {400}
    assert offset_of(documents, path) == 0


# Expiration


def test_upload_that_expired_is_gone_and_each_byte_puts_its_end_off(documents: Documents) -> None:
    path = begun(documents)
    documents.clock.now += timedelta(days=6)
    assert send(documents, path, FILM[:9]).headers["Upload-Expires"] == "Fri, 14 Mar 2025 02:00:00 GMT"
    documents.clock.now += timedelta(days=7, seconds=1)
    assert ask(documents, "HEAD", path).status_code == 410
    assert send(documents, path, FILM[9:], 9).status_code == 410


# Breaks, and two at once


class BreakingOff:
    """A body whose sender is gone after a while."""

    def __init__(self, content: bytes) -> None:
        self._pieces: Iterator[bytes] = iter((content,))

    def read(self, size: int = -1) -> bytes:
        for piece in self._pieces:
            return piece
        raise ConnectionResetError


@pytest.mark.parametrize("checked", [False, True])
def test_what_came_before_a_break_is_kept_unless_it_had_a_checksum(documents: Documents, checked: bool) -> None:
    path = begun(documents)
    headers = {
        "Upload-Offset": "0",
        "Content-Type": OFFSET_OCTETS,
        "Tus-Resumable": "1.0.0",
        "Authorization": f"Bearer {documents.token(Role.ORGANIZER)}",
    }
    if checked:
        headers["Upload-Checksum"] = f"sha256 {encoded(hashlib.sha256(FILM).digest())}"
    body = {"wsgi.input": BreakingOff(FILM[:HALF]), "CONTENT_LENGTH": str(len(FILM))}
    answer = documents.client.patch(path, headers=headers, environ_overrides=body)
    assert answer.status_code == 400
    assert offset_of(documents, path) == (0 if checked else HALF)
    assert film(documents)["uploads"][0]["received"] == (0 if checked else HALF)


def test_bytes_with_a_checksum_of_a_killed_process_do_not_count(documents: Documents) -> None:
    """It has written some of them, and the mark that says from where on."""
    path = begun(documents)
    send(documents, path, FILM[:HALF])
    file = parts_of(documents).path(next(parts_of(documents).all()))
    file.with_name(f"{file.name}.mark").write_text(str(HALF))
    file.write_bytes(FILM[: HALF + 100])
    assert offset_of(documents, path) == HALF
    assert send(documents, path, FILM[HALF:], HALF).status_code == 204


def test_second_sender_at_the_same_time_is_locked_out(documents: Documents) -> None:
    path = begun(documents)
    with parts_of(documents).held(next(parts_of(documents).all())):
        answer = send(documents, path)
        assert (answer.status_code, answer.get_json()["type"]) == (423, "/problems/upload-busy")
        assert [ask(documents, method, path).status_code for method in ("HEAD", "DELETE")] == [423, 423]
    assert send(documents, path).status_code == 204


def test_last_byte_of_a_killed_process_is_noticed_when_somebody_asks(documents: Documents) -> None:
    """It was on the disk, and nobody was told."""
    path = begun(documents)
    parts_of(documents).path(next(parts_of(documents).all())).write_bytes(FILM)
    assert offset_of(documents, path) == len(FILM)
    assert film(documents)["uploads"][0]["state"] == "checking"
