"""Event contracts: the only thing services share about each other. One module per publishing service, or noun of it."""

from chassis.contracts import (
    activities,
    agenda,
    documents,
    form_checks,
    gateway,
    medals,
    notification,
    obligations,
    petitions,
    registration,
    topics,
    video_reports,
    video_showing,
)
from chassis.contracts.base import CONTRACTS, Contract, InvalidEvent, UnknownEvent, contract_of

__all__ = [
    "CONTRACTS",
    "Contract",
    "InvalidEvent",
    "UnknownEvent",
    "activities",
    "agenda",
    "contract_of",
    "documents",
    "form_checks",
    "gateway",
    "medals",
    "notification",
    "obligations",
    "petitions",
    "registration",
    "topics",
    "video_reports",
    "video_showing",
]
