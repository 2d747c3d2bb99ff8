"""A film is decoded ahead of those who look at it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from av.video.frame import VideoFrame

from services.documents.film.decoding import Piece, decoded
from services.documents.film.opening import opened
from tests.documents.films import Recipe, make


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("film") / "film.mp4", Recipe(seconds=4, lufs=-23))


def pictures(pieces: list[Piece]) -> list[int | None]:
    return [piece.frame.pts for piece in pieces if isinstance(piece.frame, VideoFrame)]


def test_pictures_come_in_their_order_and_none_is_lost(film: Path) -> None:
    with opened(film) as source:
        plain = [frame.pts for frame in source.container.decode(source.pictures)]

    with opened(film) as source, decoded(source) as pieces:
        assert pictures(list(pieces)) == plain


def test_a_film_that_is_left_in_the_middle_leaves_no_thread(film: Path) -> None:
    before = threading.active_count()

    with opened(film) as source, decoded(source) as pieces:
        next(pieces)

    assert threading.active_count() == before


def test_a_damaged_place_is_a_piece_without_a_frame(film: Path, tmp_path: Path) -> None:
    content = bytearray(film.read_bytes())
    place = content.index(b"mdat") + len(content) // 3
    content[place : place + 20_000] = bytes(20_000)
    damaged = tmp_path / "film.mp4"
    damaged.write_bytes(content)

    with opened(damaged) as source, decoded(source) as pieces:
        assert None in [piece.frame for piece in pieces]
