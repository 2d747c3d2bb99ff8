"""Roles of the people who use the system (see docs) and of the system's own parts."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person comes for. One account has one role."""

    ORGANIZER = "organizer"
    DEPARTMENT = "department"
    UNIT = "unit"
    DELEGATE = "delegate"
    RECEPTIONIST = "receptionist"
    BROADCASTER = "broadcaster"
    APPRAISER = "appraiser"
    CHAIR = "chair"
    ADMINISTRATOR = "administrator"
    GATEWAY = "gateway"
    """The gateway itself, before it knows the person: opening a private link."""
