"""What is printed, and what comes out. Instants are aware; papers show them in the conference's zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal
from zoneinfo import ZoneInfo

InviteeKind = Literal["unit", "guest"]
DelegateKind = Literal["delegate", "presenter", "commended", "unlisted"]


@dataclass(frozen=True)
class Conference:
    """What papers say about a conference: the part of the contract `ConferenceFacts` that is printed."""

    title: str
    short_title: str
    host: str
    host_parent: str | None
    place: str
    document_code: str | None
    starts_at: datetime
    ends_at: datetime
    timezone: str
    hall: str
    address: str
    chair: str | None = None
    signer_authority: str | None = None
    signer_title: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> Conference:
        """From the loaded data of `ConferenceFacts`; what papers do not show is left aside."""
        return cls(**{field.name: facts[field.name] for field in fields(cls) if field.name in facts})

    @property
    def zone(self) -> ZoneInfo:
        """The zone whose clock the papers show."""
        return ZoneInfo(self.timezone)

    @property
    def occasion(self) -> str:
        """The short title as it is attended: `Hội nghị sơ kết …` where the plan says `Sơ kết …`, too."""
        kind = "Hội nghị"
        if self.title.startswith(f"{kind} ") and not self.short_title.casefold().startswith(kind.casefold()):
            return f"{kind} {self.short_title[:1].lower()}{self.short_title[1:]}"
        return self.short_title

    @property
    def where(self) -> str:
        """Hall and address."""
        return ", ".join(part for part in (self.hall, self.address) if part)


@dataclass(frozen=True)
class InvitationPaper:
    """A giấy mời. What is None stays dots on the paper."""

    conference: Conference
    invitee_kind: InviteeKind
    invitee_name: str
    invitee_post: str | None = None
    quota: int = 0
    number: int | None = None
    issued_at: datetime | None = None
    link: str | None = None
    """The whole private address, as it is opened by a phone."""
    purpose: str = "Dự"
    """`Dự`, or `Dự và chỉ đạo` for leaders."""
    signer_name: str | None = None
    distribution: tuple[str, ...] = ()
    """Nơi nhận; empty means the usual lines of the format profile."""


@dataclass(frozen=True)
class BadgePaper:
    """A thẻ đại biểu. It has no field for a phone: none may be printed."""

    conference: Conference
    full_name: str
    category_name: str
    protocol_rank: int
    pass_text: str
    """What the QR holds."""
    code: str
    """The short code, typed at the gate when the QR cannot be read."""
    kind: DelegateKind = "delegate"
    post: str | None = None
    unit_name: str | None = None
    seat: str | None = None


class BadgeSize(StrEnum):
    """Sizes of badge holders in use."""

    CARD = "card"
    """86 × 54 mm."""
    A6 = "a6"
    """105 × 148 mm."""


@dataclass(frozen=True)
class RenderedPaper:
    """A file, ready to be kept or sent."""

    content: bytes
    pages: int
    """0 where nobody can tell: a file for Word."""
    sha256: str
