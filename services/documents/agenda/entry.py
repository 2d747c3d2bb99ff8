"""One item of the agenda, and its form as stored data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.documents.workflows.agenda import AgendaItemKind


@dataclass(frozen=True)
class Entry:
    """An item: what, who does it, how many minutes. `fixed`: when it has to begin, in minutes after the beginning.

    `speaker` is what is printed under "Người thực hiện". `delegate_id` or `unit` say whom that means, where the system
    knows them: they are told of changes. `presentation_id` is the presentation that is given, if it is one.
    """

    id: UUID
    kind: AgendaItemKind
    title: str
    minutes: int
    speaker: str | None = None
    delegate_id: UUID | None = None
    unit: str | None = None
    presentation_id: UUID | None = None
    fixed: int | None = None

    @property
    def person(self) -> tuple[UUID | None, str | None, str | None]:
        """Whom the item is given to: another one is another speaker."""
        return self.delegate_id, self.unit, self.speaker


def entry_data(entry: Entry) -> dict[str, Any]:
    """The item as JSON types."""
    return {
        "id": str(entry.id),
        "kind": entry.kind.value,
        "title": entry.title,
        "minutes": entry.minutes,
        "speaker": entry.speaker,
        "delegate_id": _text(entry.delegate_id),
        "unit": entry.unit,
        "presentation_id": _text(entry.presentation_id),
        "fixed": entry.fixed,
    }


def entry_of(data: Mapping[str, Any]) -> Entry:
    """The item that `entry_data` encoded."""
    return Entry(
        id=UUID(data["id"]),
        kind=AgendaItemKind(data["kind"]),
        title=data["title"],
        minutes=data["minutes"],
        speaker=data["speaker"],
        delegate_id=_uuid(data["delegate_id"]),
        unit=data["unit"],
        presentation_id=_uuid(data["presentation_id"]),
        fixed=data["fixed"],
    )


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _uuid(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)
