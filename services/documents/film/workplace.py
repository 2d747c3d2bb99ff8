"""Where work on a film goes on: a folder of its own for each, on the file system of the store."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

from services.documents.storage import FileStore

_PIECE = 1024 * 1024
_ORIGINAL = "original"


class Workplace:
    """Folders under one directory. What a killed worker left in one is gone when the next begins there."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    @contextlib.contextmanager
    def folder(self, version: UUID) -> Iterator[Path]:
        """An empty folder, which is removed in the end. One worker at a time has it: the one that holds the work."""
        folder = self.directory / str(version)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def original(store: FileStore, sha256: str, folder: Path, heard: Callable[[], None]) -> Path:
    """The original under a path of this machine: where the store has it, else fetched into the folder.

    It is never written to. `heard` is called while it is fetched; what it raises is raised here. Raises `FileMissing`.
    """
    path = store.path(sha256)
    if path is not None:
        return path
    fetched = folder / _ORIGINAL
    with store.open(sha256) as source, fetched.open("xb") as copy:
        while piece := source.read(_PIECE):
            copy.write(piece)
            heard()
    return fetched
