"""Between events and rows: outbox and inbox name an event's attributes alike."""

from __future__ import annotations

from typing import Any

from sqlalchemy import RowMapping

from chassis.messaging.envelope import EncodedEvent, Event


def columns_of(event: Event | EncodedEvent) -> dict[str, Any]:
    """The attributes of an event by column; the body is not among them."""
    return {
        "event_id": event.id,
        "type": event.type,
        "source": event.source,
        "subject": event.subject,
        "sequence": event.sequence,
        "conference": event.conference,
        "time": event.time,
        "traceparent": event.traceparent,
    }


def event_of(row: RowMapping) -> EncodedEvent:
    """The event that a row keeps. An inbox row keeps its body until the event is applied."""
    return EncodedEvent(
        id=row["event_id"],
        type=row["type"],
        source=row["source"],
        subject=row["subject"],
        sequence=row["sequence"],
        time=row["time"],
        conference=row["conference"],
        traceparent=row["traceparent"],
        body=row["body"],
    )
