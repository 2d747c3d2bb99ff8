"""What is watched in the browser: a light film that plays at once, its poster, and a strip of thumbnails."""

from __future__ import annotations

import itertools
from fractions import Fraction
from pathlib import Path

import av
import pytest
from PIL import Image

from services.documents.film.browser_copy.result import FILM, POSTER, STRIP, BrowserCopy
from services.documents.film.browser_copy.runner import make_copy
from services.documents.film.browser_copy.shape import fitted
from services.documents.film.inspection.engine import inspect_film
from services.documents.film.inspection.report import Scan
from services.documents.film.inspection.thresholds import Thresholds
from tests.documents.films import Recipe, black, enlarged, fields, make

COLOURS = ("red", "lime", "blue", "white")
"""A second each."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BrowserCopy]:
    """Of a film in full size whose first second is black."""
    folder = tmp_path_factory.mktemp("copy")
    recipe = Recipe(seconds=4, size=(1920, 1080), pictures=(enlarged(1920, 1080), black(0, 1)), lufs=-20)
    return folder, make_copy(make(folder / "film.mp4", recipe), folder, Scan.PROGRESSIVE)


def copied(recipe: Recipe, folder: Path, name: str = "film.mp4", scan: Scan | None = None) -> BrowserCopy:
    return make_copy(make(folder / name, recipe), folder, scan)


def test_the_copy_is_one_that_every_browser_plays(made: tuple[Path, BrowserCopy]) -> None:
    folder, copy = made
    with av.open(str(folder / FILM)) as film:
        pictures, sound = film.streams.video[0], film.streams.audio[0]
        keys = [packet.pts for packet in film.demux(pictures) if packet.is_keyframe and packet.pts is not None]
        assert (pictures.codec_context.name, pictures.codec_context.profile) == ("h264", "High")
        assert (pictures.width, pictures.height, pictures.pix_fmt) == (1280, 720, "yuv420p")
        assert (sound.codec_context.name, sound.rate, sound.channels) == ("aac", 48_000, 2)
        assert pictures.guessed_rate == 25
        assert pictures.time_base is not None
        gaps = [(after - before) * pictures.time_base for before, after in itertools.pairwise(keys)]
    assert max(gaps) <= 2
    assert (copy.width, copy.height, copy.rate, copy.duration_ms) == (1280, 720, 25, 4000)
    assert copy.size_bytes == (folder / FILM).stat().st_size


def test_the_copy_plays_while_it_loads(made: tuple[Path, BrowserCopy]) -> None:
    content = (made[0] / FILM).read_bytes()

    assert content.index(b"moov") < content.index(b"mdat")


def test_pictures_and_sound_of_the_copy_stay_together(made: tuple[Path, BrowserCopy]) -> None:
    facts = inspect_film(made[0] / FILM, Thresholds(4, 2, 10), lambda _: None).facts

    assert facts.duration_ms == 4000
    assert facts.audio_ms == pytest.approx(4000, abs=50)
    assert facts.loudness_lufs == pytest.approx(-20, abs=0.3)


def test_the_poster_is_not_the_black_beginning(made: tuple[Path, BrowserCopy]) -> None:
    with Image.open(made[0] / POSTER) as poster:
        assert (poster.format, poster.size) == ("JPEG", (1280, 720))
        assert poster.convert("L").entropy() > 3


def test_thumbnails_show_their_seconds(tmp_path: Path) -> None:
    parts = "".join(
        f"drawbox=w=iw:h=ih:color={colour}:t=fill:enable='gte(t,{second})*lt(t,{second + 1})'|"
        for second, colour in enumerate(COLOURS)
    ).strip("|")
    recipe = Recipe(seconds=4, pictures=(enlarged(320, 180), *parts.split("|")), lufs=None)

    strip = copied(recipe, tmp_path).strip

    assert (strip.columns, strip.rows, strip.count, strip.interval_ms) == (4, 1, 4, 1000)
    with Image.open(tmp_path / STRIP) as sheet:
        assert sheet.size == (strip.columns * strip.tile_width, strip.rows * strip.tile_height)
        for number, wanted in enumerate([(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)]):
            x = number % strip.columns * strip.tile_width + strip.tile_width // 2
            y = number // strip.columns * strip.tile_height + strip.tile_height // 2
            assert sheet.getpixel((x, y)) == pytest.approx(wanted, abs=30)


def test_fields_become_whole_pictures(tmp_path: Path) -> None:
    recipe = Recipe(
        seconds=4,
        size=(640, 360),
        source="testsrc2=size=160x90:rate=50:duration=4",
        pictures=(enlarged(640, 360), *fields()),
        options={"x264-params": "tff=1"},
    )

    copied(recipe, tmp_path, scan=Scan.TOP_FIELD_FIRST)
    facts = inspect_film(tmp_path / FILM, Thresholds(4, 2, 10), lambda _: None).facts

    assert (facts.scan, facts.scan_written, facts.rate) == (Scan.PROGRESSIVE, Scan.PROGRESSIVE, 25)


@pytest.mark.parametrize(
    ("shown", "pixel", "wanted"),
    [
        ((1920, 1080), Fraction(1), (1280, 720)),
        ((1440, 1080), Fraction(4, 3), (1280, 720)),
        ((720, 576), Fraction(16, 15), (768, 576)),
        ((3840, 2160), Fraction(1), (1280, 720)),
        ((4096, 1716), Fraction(1), (1280, 536)),
        ((1080, 1920), Fraction(1), (404, 720)),
        ((321, 181), Fraction(1), (320, 180)),
    ],
)
def test_the_shape_is_kept_and_never_enlarged(shown: tuple[int, int], pixel: Fraction, wanted: tuple[int, int]) -> None:
    assert fitted(*shown, pixel) == wanted


def test_a_film_without_sound_and_of_odd_size_is_copied(tmp_path: Path) -> None:
    recipe = Recipe(seconds=3, size=(321, 181), pictures=(enlarged(321, 181),), codec="ffv1", lufs=None)

    copy = copied(recipe, tmp_path, "film.mkv")

    assert (copy.width, copy.height, copy.duration_ms) == (320, 180, 3000)
    with av.open(str(tmp_path / FILM)) as film:
        assert not film.streams.audio


def test_a_rate_that_varies_becomes_even(tmp_path: Path) -> None:
    uneven = ("settb=1/1000", "setpts='N*40+mod(N,3)*9'")
    recipe = Recipe(pictures=(enlarged(320, 180), *uneven), time_base=Fraction(1, 1000))

    copied(recipe, tmp_path)

    assert inspect_film(tmp_path / FILM, Thresholds(6, 2, 10), lambda _: None).facts.rate_varies is False


def test_two_mono_tracks_are_heard_as_one(tmp_path: Path) -> None:
    recipe = Recipe(
        seconds=3, pictures=(enlarged(320, 180),), codec="mpeg2video", sound_codec="pcm_s16le", mono_tracks=2
    )

    copied(recipe, tmp_path, "film.mxf")

    with av.open(str(tmp_path / FILM)) as film:
        assert [stream.channels for stream in film.streams.audio] == [2]
