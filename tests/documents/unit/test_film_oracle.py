"""The inspection against another program: FFmpeg's own command, another build of another release.

Its filters are asked over whole pictures, as its manual has them, and it writes what it found in words.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import imageio_ffmpeg
import pytest

from services.documents.film.inspection.engine import inspect_film
from services.documents.film.inspection.report import InspectionReport, PassageKind, Scan
from services.documents.film.inspection.thresholds import Thresholds
from tests.documents.films import LOSSLESS, Recipe, black, enlarged, fields, frozen, make, silent

PICTURE_MS = 40
WITHIN_LU = 0.1


def said(film: Path, *filters: str) -> str:
    """What the command writes when it plays the film through filters."""
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-nostdin",
        "-hide_banner",
        "-i",
        str(film),
        *filters,
        "-f",
        "null",
        "-",
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stderr


def spans(text: str, begin: str, end: str) -> list[tuple[float, float]]:
    begins = [float(each) * 1000 for each in re.findall(rf"{begin}: ?([\d.]+)", text)]
    ends = [float(each) * 1000 for each in re.findall(rf"{end}: ?([\d.]+)", text)]
    return list(zip(begins, ends, strict=True))


def passages(report: InspectionReport, kind: PassageKind) -> list[tuple[float, float]]:
    return [(each.start_ms, each.end_ms) for each in report.passages if each.kind is kind]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    recipe = Recipe(
        seconds=10,
        size=(640, 360),
        pictures=(enlarged(640, 360), black(2, 3.2), frozen(125, 74)),
        sound=("tremolo=f=0.2:d=0.8", silent(4, 6.5)),
        sound_seconds=12.96,
        lufs=-16,
        options=LOSSLESS,
    )
    return make(tmp_path_factory.mktemp("films") / "film.mp4", recipe)


@pytest.fixture(scope="module")
def report(film: Path) -> InspectionReport:
    return inspect_film(film, Thresholds(13, 2, 10), lambda _: None)


def test_passages_are_where_the_command_finds_them(film: Path, report: InspectionReport) -> None:
    seen = said(film, "-vf", "blackdetect=d=1,freezedetect=n=-60dB:d=2", "-an")
    heard = said(film, "-af", "silencedetect=noise=-60dB:d=2", "-vn")

    for kind, found in (
        (PassageKind.BLACK, spans(seen.replace("black_start:", "\nblack_start:"), "black_start", "black_end")),
        (PassageKind.FROZEN, spans(seen, "freeze_start", "freeze_end")),
        (PassageKind.SILENT, spans(heard, "silence_start", "silence_end")),
    ):
        assert len(found) == 1, kind
        assert passages(report, kind) == [pytest.approx(each, abs=PICTURE_MS) for each in found]


def test_loudness_and_peak_are_what_the_command_measures(film: Path, report: InspectionReport) -> None:
    summary = said(film, "-af", "ebur128=peak=true", "-vn").rpartition("Summary:")[2]
    integrated, span, peak = (
        float(re.findall(pattern, summary)[0])
        for pattern in (r"I: +(\S+) LUFS", r"LRA: +(\S+) LU", r"Peak: +(\S+) dBFS")
    )

    assert report.facts.loudness_lufs == pytest.approx(integrated, abs=WITHIN_LU)
    assert report.facts.loudness_range_lu == pytest.approx(span, abs=WITHIN_LU)
    assert report.facts.true_peak_dbtp == pytest.approx(peak, abs=WITHIN_LU)


@pytest.mark.parametrize("first", ["top", "bottom"])
def test_fields_are_what_the_command_counts(first: str, tmp_path: Path) -> None:
    recipe = Recipe(
        seconds=4,
        size=(640, 360),
        source="testsrc2=size=160x90:rate=50:duration=4",
        pictures=(enlarged(640, 360), *fields(first)),
        options={"x264-params": f"{first[0]}ff=1"},
    )
    film = make(tmp_path / "fields.mp4", recipe)

    counted = re.findall(
        r"Multi frame detection: TFF: *(\d+) BFF: *(\d+) Progressive: *(\d+)", said(film, "-vf", "idet")
    )
    top, bottom, whole = (int(each) for each in counted[-1])
    found = inspect_film(film, Thresholds(4, 2, 10), lambda _: None).facts.scan

    assert max(top, bottom) > 10 * whole
    assert found is (Scan.TOP_FIELD_FIRST if top > bottom else Scan.BOTTOM_FIELD_FIRST)
