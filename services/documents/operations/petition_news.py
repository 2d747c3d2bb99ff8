"""What the news of a petition says."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from services.documents.models import Petition
from services.documents.queries.plan_lists import focal_point

RECEIVED = "documents.petition_received.v1"
UPDATED = "documents.petition_updated.v1"
ASSIGNED = "documents.petition_assigned.v1"
ANSWERED = "documents.petition_answered.v1"
FORWARDED = "documents.petition_forwarded.v1"
REPLIED = "documents.petition_replied.v1"


def petition_data(petition: Petition) -> dict[str, Any]:
    """`PetitionData` of the contract."""
    return {
        "conference": petition.conference,
        "petition_id": petition.id,
        "number": petition.number,
        "unit": petition.unit,
        "unit_name": petition.unit_name,
        "content": petition.content,
        "recipient": petition.recipient,
        "recipient_name": petition.recipient_name,
        "forwarded": petition.forwarded,
        "room": petition.room,
        "room_name": petition.room_name,
        "state": petition.state.value,
        "document_number": petition.document_number,
        "document_date": petition.document_date,
    }


def told_unit(session: Session, petition: Petition) -> dict[str, Any]:
    """`PetitionTold` of the contract, for a letter to the unit."""
    return petition_data(petition) | focal_point(session, petition.conference, petition.unit)


def told_room(session: Session, petition: Petition) -> dict[str, Any]:
    """The same for a letter to the room."""
    return petition_data(petition) | focal_point(session, petition.conference, petition.room)
