"""The doors and the seats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from chassis.contracts.hall import MOST_IN_A_BLOCK
from services.documents.plan.shapes import Bounds, Code, Line, RowName, SeatLabel

Seats = Annotated[int, Bounds(0, MOST_IN_A_BLOCK)]


@dataclass(frozen=True, kw_only=True)
class Gate:
    """A door where passes are scanned."""

    code: Code
    name: Line


@dataclass(frozen=True, kw_only=True)
class Admission:
    """How the door treats people whom nobody named: in which category they are counted, and whether two must agree."""

    unlisted_category: Code | None = None
    unlisted_needs_second_person: bool = False


@dataclass(frozen=True, kw_only=True)
class Block:
    """Seats between two aisles; a hall without an aisle is one block."""

    code: Code
    name: Line


@dataclass(frozen=True, kw_only=True)
class SeatRow:
    """A row of the hall: how many seats it has in each block, and the categories that it is kept for.

    Seats are numbered through the row from the left, as one looks at the platform: the fifth seat of row A is `A-05`.
    """

    name: RowName
    seats: tuple[Seats, ...]
    reserved_for: tuple[Code, ...] = ()

    @property
    def title(self) -> str:
        """As a difference says it: `6+8+6 (leader)`."""
        seats = "+".join(str(number) for number in self.seats)
        return f"{seats} ({', '.join(self.reserved_for)})" if self.reserved_for else seats


@dataclass(frozen=True, kw_only=True)
class Platform:
    """The seats on the platform; by themselves only the categories of `reserved_for` are proposed for them."""

    name: RowName
    seats: Seats
    reserved_for: tuple[Code, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Seating:
    """The hall: its blocks from the left to the right, its rows from the platform to the back."""

    platform: Platform | None = None
    blocks: tuple[Block, ...]
    rows: tuple[SeatRow, ...]
    unusable: tuple[SeatLabel, ...] = ()
    source: Line | None = None
