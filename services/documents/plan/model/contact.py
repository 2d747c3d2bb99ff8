"""Whom to write to."""

from __future__ import annotations

from dataclasses import dataclass

from services.documents.plan.shapes import Email, Line, Phone


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A person or desk to write to: focal point of a unit, contact of the conference or of an obligation."""

    name: Line | None = None
    email: Email | None = None
    phone: Phone | None = None
