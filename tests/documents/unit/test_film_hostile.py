"""Files that are no film, broken, or mean harm: a clear text each, and nothing of it reaches the service."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from services.documents.confined.parent import MEBIBYTE
from services.documents.film.browser_copy.runner import CopyFailed, make_copy
from services.documents.film.browser_copy.runner import Limits as CopyLimits
from services.documents.film.inspection.engine import inspect_film
from services.documents.film.inspection.report import InspectionReport, Outcome, Rule, Severity
from services.documents.film.inspection.runner import Limits, inspect
from services.documents.film.inspection.texts import CODES, WORDS
from services.documents.film.inspection.thresholds import Thresholds
from tests.documents.films import Recipe, enlarged, make

ASKED = Thresholds(6, 2, 10)
SMALL = Recipe(pictures=(enlarged(320, 180),))
TINY = Recipe(seconds=900, size=(64, 36), rate=Fraction(5), pictures=(enlarged(64, 36),), lufs=None)
CENC = {
    "encryption_scheme": "cenc-aes-ctr",
    "encryption_key": "0123456789abcdef0123456789abcdef",
    "encryption_kid": "fedcba9876543210fedcba9876543210",
}


def inspected(path: Path) -> InspectionReport:
    return inspect_film(path, ASKED, lambda _: None)


def codes(report: InspectionReport) -> list[str]:
    return [each.code for each in report.findings]


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("phong-su.mp4", b"x" * 1000)
    return made.getvalue()


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("films") / "good.mp4", SMALL)


NO_FILMS: dict[str, tuple[bytes, str, str]] = {
    "nothing": (b"", "empty_file", ""),
    "text": ("Lời bình của phóng sự.\n".encode() * 500, "not_a_film", "TXT"),
    "zip": (zipped(), "not_a_film", "ZIP"),
    "pdf": (b"%PDF-1.7\n" + b"0" * 5000, "not_a_film", "PDF"),
    "noise": (bytes(range(256)) * 40, "not_a_film", "?"),
    "play-list": (b"#EXTM3U\n#EXTINF:10,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n", "not_a_film", "M3U"),
    "list-of-films": (b"ffconcat version 1.0\nfile /etc/hostname\n", "not_a_film", "TXT"),
    "box-that-lies": (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\xff\xff\xff\xffmoov" + b"\0" * 100, "broken", ""),
}


@pytest.mark.parametrize("name", NO_FILMS)
def test_a_file_that_is_no_film_says_what_it_is(name: str, tmp_path: Path) -> None:
    content, code, what = NO_FILMS[name]
    file = tmp_path / "phong-su.mp4"
    file.write_bytes(content)

    report = inspected(file)

    assert (report.outcome, codes(report), report.verdict) == (Outcome.COULD_NOT, [code], Severity.FAILURE)
    assert what in report.findings[0].message_vi
    assert report.findings[0].mend_vi
    assert report.findings[0].mend_en


def test_a_film_without_its_index_is_broken(good: Path, tmp_path: Path) -> None:
    """What is left of an export that was not finished: the index of an MP4 is written last."""
    file = tmp_path / "cut.mp4"
    file.write_bytes(good.read_bytes()[: good.stat().st_size // 2])

    assert codes(inspected(file)) == ["broken"]


def test_a_film_that_breaks_off_says_where(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole.mp4", replace(SMALL, container={"movflags": "+faststart"}))
    file = tmp_path / "cut.mp4"
    file.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])

    report = inspected(file)
    told = next(each for each in report.findings if each.rule is Rule.FILE)

    assert (report.outcome, told.code, told.severity) == (Outcome.INSPECTED, "file_cut_short", Severity.FAILURE)
    assert "00:06" in told.message_vi
    assert 0 < (report.facts.duration_ms or 0) < 6000


def test_a_film_damaged_in_the_middle_is_inspected_to_its_end(good: Path, tmp_path: Path) -> None:
    content = bytearray(good.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 40_000] = bytes(40_000)
    file = tmp_path / "damaged.mp4"
    file.write_bytes(content)

    report = inspected(file)

    assert report.outcome is Outcome.INSPECTED
    assert next(each.code for each in report.findings if each.rule is Rule.FILE) == "file_damaged"
    assert report.facts.damaged_at_ms is not None


def test_an_encrypted_film_is_told_apart(tmp_path: Path) -> None:
    assert codes(inspected(make(tmp_path / "film.mp4", replace(SMALL, container=CENC)))) == ["encrypted"]


def test_sound_alone_is_no_film(tmp_path: Path) -> None:
    import av

    file = tmp_path / "loi-binh.mp4"
    with av.open(str(file), "w") as output:
        stream = output.add_stream("aac", rate=48_000)
        stream.layout = "stereo"
        frame = av.AudioFrame(format="fltp", layout="stereo", samples=1024)
        frame.sample_rate = 48_000
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        for number in range(50):
            frame.pts = number * 1024
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))

    assert codes(inspected(file)) == ["no_pictures"]


def test_of_a_film_of_an_hour_only_the_header_is_read(tmp_path: Path) -> None:
    recipe = Recipe(seconds=3600, size=(64, 36), rate=Fraction(1, 60), pictures=(enlarged(64, 36),), lufs=None)
    file = make(tmp_path / "hour.mp4", recipe)

    report = inspect_film(file, Thresholds(900, 2, 10), lambda _: None)

    assert report.outcome is Outcome.HEADER_ONLY
    assert codes(report)[:2] == ["file_not_looked_into", "duration_wrong"]
    assert "1:00:00" in report.findings[1].message_vi
    assert report.passages == ()


def test_a_child_that_takes_too_long_is_ended(good: Path) -> None:
    began = time.monotonic()

    report = inspect(good, ASKED, limits=Limits(wall_seconds=0.01))

    assert codes(report) == ["too_slow"]
    assert time.monotonic() - began < 5


def test_pictures_that_take_too_much_memory_are_told(tmp_path: Path) -> None:
    """Of 2880 × 2880 with all colours: 25 MB each, and several are held at once; the film is not called damaged."""
    recipe = Recipe(seconds=0.2, size=(2880, 2880), pictures=(enlarged(2880, 2880),), pixel_format="yuv444p", lufs=None)
    film = make(tmp_path / "huge.mp4", recipe)

    report = inspect(film, ASKED, limits=Limits(memory=250 * MEBIBYTE))

    assert (report.outcome, codes(report)) == (Outcome.COULD_NOT, ["too_much"])
    with pytest.raises(CopyFailed) as failed:
        make_copy(film, tmp_path, limits=CopyLimits(memory=250 * MEBIBYTE))
    assert failed.value.why.code == "too_much"


class Stop(Exception):
    """The worker is to stop."""


def test_a_worker_that_stops_ends_the_inspection(tmp_path: Path) -> None:
    film = make(tmp_path / "film.mp4", TINY)
    told: list[float] = []

    def progress(share: float) -> None:
        told.append(share)
        raise Stop

    with pytest.raises(Stop):
        inspect(film, Thresholds(900, 2, 10), progress)
    assert len(told) == 1


def test_progress_goes_up_to_the_end(tmp_path: Path) -> None:
    told: list[float] = []

    inspect(make(tmp_path / "film.mp4", SMALL), ASKED, told.append)

    assert told
    assert told == sorted(told)
    assert all(0 <= share <= 1 for share in told)


@pytest.mark.parametrize("name", ["text", "play-list", "box-that-lies"])
def test_no_copy_is_made_of_what_is_no_film(name: str, tmp_path: Path) -> None:
    file, folder = tmp_path / "phong-su.mp4", tmp_path / "made"
    file.write_bytes(NO_FILMS[name][0])
    folder.mkdir()

    with pytest.raises(CopyFailed) as failed:
        make_copy(file, folder)

    assert failed.value.why.code == NO_FILMS[name][1]
    assert list(folder.iterdir()) == []


def test_a_copy_that_is_stopped_leaves_no_file(tmp_path: Path) -> None:
    film = make(tmp_path / "film.mp4", TINY)
    folder = tmp_path / "made"
    folder.mkdir()

    def progress(_: float) -> None:
        raise Stop

    with pytest.raises(Stop):
        make_copy(film, folder, progress=progress)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("code", CODES)
def test_every_finding_has_words_in_both_languages(code: str) -> None:
    words = WORDS[code]

    assert words.message.vi
    assert words.message.en
    assert bool(words.mend.vi) == bool(words.mend.en)
    assert words.severity is Severity.GOOD or words.mend.vi or words.severity is Severity.CANNOT_TELL
