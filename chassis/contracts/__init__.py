"""Event contracts: the only thing services share about each other. One module per publishing service."""

from chassis.contracts import documents, gateway, notification, registration
from chassis.contracts.base import CONTRACTS, Contract, InvalidEvent, UnknownEvent, contract_of

__all__ = [
    "CONTRACTS",
    "Contract",
    "InvalidEvent",
    "UnknownEvent",
    "contract_of",
    "documents",
    "gateway",
    "notification",
    "registration",
]
