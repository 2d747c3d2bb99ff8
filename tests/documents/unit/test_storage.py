"""Files in a directory: whole or not at all, once for each content, and swept only when nobody put them again."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import textwrap
import time
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from services.documents.storage import CHUNK, FileMissing, FileTooLarge, LocalStore

CONTENT = b"noi dung " * 100_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def _files(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.rglob("*") if path.is_file() and path.name != "lock")


def _is_long_ago(directory: Path, sha256: str) -> datetime:
    past = datetime.now(UTC) - timedelta(days=3)
    os.utime(directory / sha256[:2] / sha256, (past.timestamp(), past.timestamp()))
    return past + timedelta(days=1)


def test_file_is_known_by_its_checksum(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    stored = store.put(BytesIO(CONTENT), len(CONTENT))
    assert (stored.sha256, stored.size) == (SHA256, len(CONTENT))
    with store.open(SHA256) as file:
        assert file.read() == CONTENT


def test_same_content_is_kept_once(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    for _ in range(2):
        store.put(BytesIO(CONTENT), len(CONTENT))
    assert _files(tmp_path) == [SHA256]


def test_nothing_is_kept_of_a_file_over_the_limit(tmp_path: Path) -> None:
    with pytest.raises(FileTooLarge):
        LocalStore(tmp_path).put(BytesIO(CONTENT), len(CONTENT) - 1)
    assert _files(tmp_path) == []


def test_no_more_than_a_piece_is_asked_for_at_once(tmp_path: Path) -> None:
    asked: list[int] = []

    class Stream(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            asked.append(size or 0)
            return super().read(size)

    LocalStore(tmp_path).put(Stream(CONTENT), len(CONTENT))
    assert set(asked) == {CHUNK}


@pytest.mark.parametrize("name", ["0" * 64, "../etc/passwd", ""])
def test_file_that_is_not_there_is_missing(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileMissing):
        LocalStore(tmp_path).open(name)


def test_old_files_are_listed_and_removed(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    store.put(BytesIO(CONTENT), len(CONTENT))
    before = _is_long_ago(tmp_path, SHA256)
    assert list(store.untouched_since(before)) == [SHA256]
    assert store.delete(SHA256, untouched_since=before)
    assert _files(tmp_path) == []


def test_file_that_was_put_again_is_not_removed(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    store.put(BytesIO(CONTENT), len(CONTENT))
    before = _is_long_ago(tmp_path, SHA256)
    store.put(BytesIO(CONTENT), len(CONTENT))
    assert not store.delete(SHA256, untouched_since=before)
    assert _files(tmp_path) == [SHA256]


def test_process_that_is_killed_while_a_file_arrives_leaves_none_in_place(tmp_path: Path) -> None:
    program = textwrap.dedent(
        """
        import sys, time
        from pathlib import Path
        from services.documents.storage import LocalStore

        class Slow:
            pieces = 0
            def read(self, size):
                self.pieces += 1
                if self.pieces == 3:
                    print("arriving", flush=True)
                    time.sleep(60)
                return b"x" * size

        LocalStore(Path(sys.argv[1])).put(Slow(), 10**9)
        """
    )
    process = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "arriving\n"
    process.kill()
    process.communicate()
    store = LocalStore(tmp_path)
    [left] = list((tmp_path / "incoming").iterdir())
    assert [path for path in _files(tmp_path) if path != left.name] == []
    os.utime(left, (time.time() - 10, time.time() - 10))
    assert list(store.untouched_since(datetime.now(UTC))) == []
    assert _files(tmp_path) == []
