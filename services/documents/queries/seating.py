"""The published seating with the people as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.contracts.hall import seat_label
from services.documents.models import Delegate, SeatingPlan
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.rendering import PrintedRow, PrintedSeat, SeatingPaper

COMING = ("registered", "confirmed")
"""Whoever is excused after the publication is not printed on their seat."""


@dataclass(frozen=True)
class SeatHolder:
    """A delegate on a seat, with the name of their category and its place by rank."""

    seat: str
    delegate: Delegate
    category_name: str
    category_place: int

    @property
    def place(self) -> str:
        """The unit; for a guest the category."""
        return self.delegate.unit_name or self.category_name


def published_seating(session: Session, conference: str) -> SeatingPlan | None:
    """What was made known last; None where nothing was."""
    return session.get(SeatingPlan, conference)


def seat_holders(session: Session, plan: SeatingPlan, facts: ConferenceFacts) -> list[SeatHolder]:
    """Who sits where, in the order of rank, unit and seat."""
    here = select(Delegate).where(Delegate.conference == plan.conference, Delegate.state.in_(COMING))
    known = {str(delegate.id): delegate for delegate in session.scalars(here)}
    places = _places(facts)
    holders = [
        SeatHolder(seat, known[id_], facts.category(known[id_].category).name, places.get(known[id_].category, 0))
        for seat, id_ in plan.seats.items()
        if id_ in known
    ]
    return sorted(holders, key=lambda each: (each.category_place, each.delegate.unit or "", each.seat))


def seating_paper(plan: SeatingPlan, holders: list[SeatHolder], facts: ConferenceFacts) -> SeatingPaper:
    """The hall as it is printed: only categories of people in it are in the legend."""
    legend = {each.category_place: each.category_name for each in holders}
    tints = {place: index for index, place in enumerate(sorted(legend))}
    seated = {each.seat: (each.delegate.full_name, tints[each.category_place]) for each in holders}
    unusable, platform = frozenset(plan.hall["unusable"]), plan.hall["platform"]
    return SeatingPaper(
        conference=facts.conference,
        published_on=plan.published_at.astimezone(facts.conference.zone).date(),
        platform=None if platform is None else _row(platform, unusable, seated),
        rows=[_row(row, unusable, seated) for row in plan.hall["rows"]],
        categories=[legend[place] for place in sorted(legend)],
    )


def _places(facts: ConferenceFacts) -> dict[str, int]:
    by_rank = sorted(facts.categories.items(), key=lambda entry: (entry[1].protocol_rank, entry[0]))
    return {code: place for place, (code, _) in enumerate(by_rank, start=1)}


def _row(row: Mapping[str, Any], unusable: frozenset[str], seated: Mapping[str, tuple[str, int]]) -> PrintedRow:
    blocks, number = [], 0
    for count in row["seats"]:
        labels = [seat_label(row["name"], number + place) for place in range(1, count + 1)]
        blocks.append([_seat(label, label not in unusable, seated.get(label)) for label in labels])
        number += count
    return PrintedRow(row["name"], blocks, bool(row["reserved_for"]))


def _seat(label: str, usable: bool, holder: tuple[str, int] | None) -> PrintedSeat:
    name, category = holder or ("", None)
    return PrintedSeat(label.rpartition("-")[2], usable, name, category)
