"""Who takes part: categories, units, guests, and the list of invitations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from services.documents.plan.model.contact import Contact
from services.documents.plan.shapes import Bounds, Code, Count, Email, Line, Phone


@dataclass(frozen=True, kw_only=True)
class Category:
    """A group of participants; protocol rank 1 is seated and called first."""

    code: Code
    name: Line
    protocol_rank: Annotated[int, Bounds(1, 999)]
    source: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Group:
    """A set of units apart from categories, for "who"; units name the groups they are in."""

    code: Code
    name: Line


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit that is invited, owes something, or receives the plan. `example`: the source names only its group."""

    code: Code
    name: Line
    short_name: Line | None = None
    category: Code
    groups: tuple[Code, ...] = ()
    quota: Count
    example: bool = False
    focal_point: Contact | None = None
    source: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Guest:
    """A person invited by name, outside every quota."""

    code: Code
    full_name: Line
    post: Line
    category: Code
    email: Email | None = None
    phone: Phone | None = None
    source: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """A line of the invitation list: to whom (units, categories, groups, guests), and asked to do what."""

    name: Line
    to: tuple[Code, ...]
    asked_to: Line | None = None
    source: Line | None = None
