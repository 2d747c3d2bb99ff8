"""What a text is checked against, as plain data that a child process takes. `from_plan` makes it of a plan."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Side:
    """The least and the greatest margin of one side, millimetres."""

    least: float
    most: float


@dataclass(frozen=True)
class MarginRule:
    """The white space that a format profile asks for."""

    top: Side
    bottom: Side
    left: Side
    right: Side

    def side(self, name: str) -> Side:
        """One side by its name."""
        side: Side = getattr(self, name)
        return side


PARTY_MARGINS = MarginRule(Side(20, 20), Side(20, 20), Side(30, 30), Side(15, 15))
"""Hướng dẫn 36-HD/VPTW."""
ND30_MARGINS = MarginRule(Side(20, 25), Side(20, 25), Side(30, 35), Side(15, 20))
"""Nghị định 30/2020/NĐ-CP, annex I."""
MARGINS = {"party": PARTY_MARGINS, "nd30": ND30_MARGINS}


@dataclass(frozen=True)
class FormRule:
    """A format rule of the plan. `pages_*` of None: the number of pages does not matter (exemplary models alone)."""

    paper: str
    font: str
    font_size: float
    pages_about: int | None = None
    pages_least: int | None = None
    pages_most: int | None = None
    not_counted: tuple[str, ...] = ()
    models_least: int = 0
    models_most: int = 0
    model_pages_most: float | None = None
    margins: MarginRule = PARTY_MARGINS


@dataclass(frozen=True)
class OutlineSection:
    """A section of the outline, in reading order. `depth` 0 is the outermost; `leaf`: it holds text of its own."""

    number: str
    title: str
    depth: int
    leaf: bool
    exemplary_models: bool = False
    points: tuple[str, ...] = ()
    petitions: bool = False

    @property
    def name(self) -> str:
        """As people call it: `II.1` alone would not say which one it is."""
        return f"{self.number}. {self.title}" if self.number else self.title


@dataclass(frozen=True)
class Task:
    """One check: the kind of the obligation, its rule and its outline; without a rule only the outline is looked at."""

    kind: str
    rule: FormRule | None = None
    outline: tuple[OutlineSection, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """As JSON types."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Task:
        """What `as_data` gave."""
        rule = _rule(data["rule"]) if data["rule"] else None
        sections = tuple(OutlineSection(**{**each, "points": tuple(each["points"])}) for each in data["outline"])
        return cls(data["kind"], rule, sections)


def _rule(data: dict[str, Any]) -> FormRule:
    margins = MarginRule(**{name: Side(**side) for name, side in data["margins"].items()})
    return FormRule(**{**data, "not_counted": tuple(data["not_counted"]), "margins": margins})
