"""Everything that is made as a print job, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from services.documents.models import PrintKind
from services.documents.operations.digest_batch import DIGESTS, digest_batch
from services.documents.operations.print_batch import print_batch
from services.documents.press import Press
from services.documents.rendering import RenderedPaper


class Batch(Protocol):
    """A file still to be made: what is in it, and how it is made."""

    @property
    def kind(self) -> PrintKind:
        """What is made."""
        ...

    @property
    def choices(self) -> Mapping[str, Any]:
        """What was asked for."""
        ...

    @property
    def items(self) -> Sequence[object]:
        """What its progress counts."""
        ...

    @property
    def fingerprint(self) -> str:
        """Equal for two exactly when the same file would do for both."""
        ...

    @property
    def filename(self) -> str:
        """Under which it is saved."""
        ...

    def render(self, press: Press, drawn: Callable[[], None]) -> RenderedPaper:
        """The file; `drawn` is called after each item."""
        ...


def batch_of(
    session: Session, conference: str, kind: PrintKind, choices: Mapping[str, Any], press: Press, now: datetime
) -> Batch:
    """What would be made now. Raises `ConferenceUnknown`."""
    if kind in DIGESTS:
        return digest_batch(session, conference, kind, choices, now)
    return print_batch(session, conference, kind, choices, press, now)
