"""A delegate as the seating sees one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Person:
    """Somebody to be seated.

    `order` sorts people of one category: by the number of the invitation, so by the plan, and within a unit as it named
    them. A substitute sits with the unit but has not the rank of who is replaced; whoever goes up to the platform in
    the course of the conference (presenters, the commended) is `called_up`.
    """

    id: UUID
    rank: int
    category: str
    unit: str | None
    order: tuple[int, str]
    called_up: bool = False
    substitute: bool = False

    @property
    def party(self) -> tuple[int, str, str, bool]:
        """Who is to sit together: people of one unit and rank; a guest is a party of one."""
        return self.rank, self.category, self.unit or str(self.id), self.substitute
