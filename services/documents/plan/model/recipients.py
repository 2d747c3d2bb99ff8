"""Who receives the plan, and who receives petitions."""

from __future__ import annotations

from dataclasses import dataclass

from services.documents.plan.shapes import Code, Line


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """A line of "Nơi nhận": as printed, why ("để b/c"), and the units that it means (none for bodies above)."""

    name: Line
    purpose: Line | None = None
    units: tuple[Code, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PetitionRecipient:
    """To whom units may address petitions. `forwarded`: a superior body; passed on, not answered."""

    code: Code
    name: Line
    forwarded: bool
