"""Where files are kept: a port, and its adapter for a directory of this machine (another: `s3`).

A file is known by the SHA-256 of its content, so the same file is kept once and can be checked at any time. It is in
its place before a row that names it is committed; a file that no row names is swept when it is old enough.

    <directory>/incoming/<random>        arrives here
    <directory>/ab/ab34…                 whole and on the disk
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

CHUNK = 256 * 1024
_NAME = re.compile(r"[0-9a-f]{64}")


class FileTooLarge(Exception):
    """More than `limit` bytes came. Nothing is kept of them."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} bytes")
        self.limit = limit


class FileMissing(LookupError):
    """There is no file of this checksum."""


@dataclass(frozen=True)
class StoredFile:
    """A file in its place: its checksum (64 hexadecimal digits) and its size in bytes."""

    sha256: str
    size: int


class Readable(Protocol):
    """Where bytes come from: a request's body, an open file."""

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


class FileStore(Protocol):
    """A place for files."""

    def put(self, stream: Readable, limit: int) -> StoredFile:
        """Keep what the stream holds; when this returns it outlives a power cut. Raises `FileTooLarge`."""
        ...

    def adopt(self, path: Path, sha256: str) -> None:
        """Keep a local file whose checksum is known; afterwards nothing is at `path`. Raises `OSError`."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """The file, for reading from any place in it. Raises `FileMissing`."""
        ...

    def path(self, sha256: str) -> Path | None:
        """Where a web server on this machine finds the file; None when it is kept elsewhere. Raises `FileMissing`."""
        ...

    def delete(self, sha256: str, *, untouched_since: datetime | None = None) -> bool:
        """Remove a file, unless it was put again after that moment; whether it is gone."""
        ...

    def untouched_since(self, moment: datetime) -> Iterator[str]:
        """Checksums of the files that nobody put after that moment."""
        ...


class LocalStore:
    """Files in a directory, which every process that uses it sees. Memory holds one piece of a file at a time."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._incoming = directory / "incoming"

    def put(self, stream: Readable, limit: int) -> StoredFile:
        """Write beside its place, bring it to the disk, then move it: half a file is never seen."""
        self._incoming.mkdir(parents=True, exist_ok=True)
        arriving = self._incoming / secrets.token_hex(16)
        try:
            stored = _write(stream, arriving, limit)
            self._settle(arriving, self._path(stored.sha256))
        finally:
            arriving.unlink(missing_ok=True)
        return stored

    def adopt(self, path: Path, sha256: str) -> None:
        """Move a file of this file system to its place, however long it is; one from elsewhere is copied first."""
        place = self._path(sha256)
        os.utime(path)
        try:
            self._settle(path, place)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            with path.open("rb") as file:
                self.put(file, path.stat().st_size)
            path.unlink()

    def open(self, sha256: str) -> BinaryIO:
        """The file, for reading."""
        try:
            return self._path(sha256).open("rb")
        except (FileNotFoundError, ValueError):
            raise FileMissing(sha256) from None

    def path(self, sha256: str) -> Path | None:
        """Its place."""
        path = self._path(sha256)
        if not path.is_file():
            raise FileMissing(sha256)
        return path

    def delete(self, sha256: str, *, untouched_since: datetime | None = None) -> bool:
        """Remove a file. Whoever puts it at this moment waits, and then finds its place empty and fills it."""
        path = self._path(sha256)
        with self._one_at_a_time():
            try:
                if untouched_since is not None and _touched_at(path) > untouched_since:
                    return False
                path.unlink()
            except FileNotFoundError:
                return False
        return True

    def untouched_since(self, moment: datetime) -> Iterator[str]:
        """Checksums of old files; what arrived in part and was left behind is removed on the way."""
        for left_behind in self._incoming.glob("*"):
            with contextlib.suppress(FileNotFoundError):
                if _touched_at(left_behind) <= moment:
                    left_behind.unlink()
        for path in self._directory.glob("[0-9a-f][0-9a-f]/*"):
            with contextlib.suppress(FileNotFoundError):
                if _touched_at(path) <= moment:
                    yield path.name

    def _settle(self, arriving: Path, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._one_at_a_time():
            arriving.replace(path)
        for directory in (path.parent, self._directory):
            _bring_to_disk(directory)

    @contextlib.contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """Between processes: a file is not removed while it is put into its place again."""
        self._directory.mkdir(parents=True, exist_ok=True)
        with (self._directory / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _path(self, sha256: str) -> Path:
        if not _NAME.fullmatch(sha256):
            raise ValueError(f"not a checksum: {sha256!r}")
        return self._directory / sha256[:2] / sha256


def _write(stream: Readable, path: Path, limit: int) -> StoredFile:
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        while piece := stream.read(CHUNK):
            size += len(piece)
            if size > limit:
                raise FileTooLarge(limit)
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return StoredFile(digest.hexdigest(), size)


def _touched_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _bring_to_disk(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def lent_file(store: FileStore, sha256: str) -> Iterator[Path]:
    """A copy of a file under a path, for programs that want one; gone afterwards. Raises `FileMissing`."""
    with store.open(sha256) as source, tempfile.NamedTemporaryFile(prefix="hoinghi-") as copy:
        shutil.copyfileobj(source, copy, CHUNK)
        copy.flush()
        yield Path(copy.name)
