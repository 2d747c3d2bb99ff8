"""Files on their way in: bytes are appended as they come, and how many there are is what the disk says.

    <directory>/<id>          what has come
    <directory>/<id>.mark     while bytes with a checksum arrive: how many there were before them

Whoever writes holds the file's lock (`flock`): two processes or threads never write one file, and a killed one holds
nothing. Bytes are brought to the disk before anybody is told that they are there.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from services.documents.film.tus import Checksum
from services.documents.storage import Readable

PIECE = 256 * 1024
SYNC_EVERY = 64 * 1024 * 1024
"""Bytes after which they are brought to the disk, so that little is left to do when the last one has come."""


class Busy(Exception):
    """Another request writes this file."""


class PartMissing(LookupError):
    """There is no such file."""


class DiskFull(Exception):
    """Less would be left on the disk than is to stay free. What came before is kept."""


class TooMuch(Exception):
    """More bytes came than are wanted. None of this request's are kept."""


class ChecksumMismatch(Exception):
    """The bytes are not what their sender says. None of them are kept."""


class PartFiles:
    """The files of one directory. Memory holds one piece at a time."""

    def __init__(self, directory: Path, *, keep_free: int = 0) -> None:
        self._directory = directory
        self.keep_free = keep_free
        """Bytes of the disk that are left alone."""

    def path(self, part: UUID) -> Path:
        """Where the bytes are; the name is the id and nothing that a sender wrote."""
        return self._directory / str(part)

    def create(self, part: UUID) -> None:
        """Begin an empty file, which outlives a power cut."""
        self._directory.mkdir(parents=True, exist_ok=True)
        self.path(part).open("xb").close()
        descriptor = os.open(self._directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def free(self) -> int:
        """Bytes that may still be taken from the disk; negative when it is fuller than it is to be."""
        self._directory.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self._directory).free - self.keep_free

    @contextlib.contextmanager
    def held(self, part: UUID, *, wait: float = 0.0) -> Iterator[Part]:
        """The file, for this process and thread alone. Raises `Busy` after so many seconds, `PartMissing`."""
        try:
            file = self.path(part).open("r+b")
        except FileNotFoundError:
            raise PartMissing(part) from None
        with file:
            _lock(file, wait)
            if not self.path(part).exists():
                raise PartMissing(part)
            held = Part(self.path(part), file, self)
            held.settle()
            yield held

    def delete(self, part: UUID) -> None:
        """Remove a file; whether it was there does not matter."""
        self.path(part).unlink(missing_ok=True)
        _mark(self.path(part)).unlink(missing_ok=True)

    def all(self) -> Iterator[UUID]:
        """The ids of all files."""
        for path in self._directory.glob("*-*"):
            with contextlib.suppress(ValueError):
                yield UUID(path.name)


@dataclass(frozen=True)
class Part:
    """One file, held."""

    path: Path
    file: BinaryIO
    files: PartFiles

    @property
    def size(self) -> int:
        """Bytes that have come."""
        return os.fstat(self.file.fileno()).st_size

    def settle(self) -> None:
        """Take away what came with a checksum and was not compared because the process was killed; sync the rest."""
        mark = _mark(self.path)
        if mark.exists():
            before = mark.read_text()
            if before:
                # An empty one was never finished, and nothing is written before it is.
                self._cut_to(int(before))
            mark.unlink()
        os.fsync(self.file.fileno())

    def append(self, stream: Readable, most: int, checksum: Checksum | None = None) -> None:
        """Add what the stream holds. However it ends, what came is kept and on the disk, unless it had a checksum.

        Raises `TooMuch` when more than `most` bytes come, `ChecksumMismatch`, `DiskFull`, and what the stream raises.
        """
        before = self.size
        if checksum is None:
            try:
                self._write(stream, most)
            except TooMuch:
                self._cut_to(before)
                raise
            finally:
                self._sync()
            return
        mark = _mark(self.path)
        _write_through(mark, str(before))
        hasher = checksum.hasher()
        try:
            self._write(stream, most, hasher.update)
            if hasher.digest() != checksum.digest:
                raise ChecksumMismatch
        except BaseException:
            self._cut_to(before)
            raise
        finally:
            self._sync()
            mark.unlink()

    def _write(self, stream: Readable, most: int, also: Callable[[bytes], None] | None = None) -> None:
        self.file.seek(0, os.SEEK_END)
        came, synced = 0, 0
        while piece := stream.read(PIECE):
            if came + len(piece) > most:
                raise TooMuch
            if came == 0 or came - synced >= SYNC_EVERY:
                if self.files.free() < len(piece):
                    raise DiskFull
                self._sync()
                synced = came
            self.file.write(piece)
            came += len(piece)
            if also is not None:
                also(piece)

    def _cut_to(self, size: int) -> None:
        self.file.flush()
        os.ftruncate(self.file.fileno(), size)

    def _sync(self) -> None:
        self.file.flush()
        os.fsync(self.file.fileno())


def _lock(file: BinaryIO, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise Busy from None
            time.sleep(0.05)
        else:
            return


def _mark(path: Path) -> Path:
    return path.with_name(path.name + ".mark")


def _write_through(path: Path, text: str) -> None:
    with path.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
