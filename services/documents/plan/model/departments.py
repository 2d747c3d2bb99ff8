"""The rooms of the host, what each delivers and proposes."""

from __future__ import annotations

from dataclasses import dataclass

from services.documents.plan.shapes import Code, Count, Line, Paragraph, Positive


@dataclass(frozen=True, kw_only=True)
class TopicRule:
    """How many topics a department proposes, and the minutes of one presentation."""

    least: Count
    most: Count
    minutes: Positive | None = None
    source: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A topic proposed in the plan itself, with the unit that presents it."""

    title: Paragraph
    unit: Code | None = None


@dataclass(frozen=True, kw_only=True)
class Department:
    """A room of the host: its unit, its duties, the obligations and activities it delivers, the topics it proposes."""

    unit: Code
    leads: bool = False
    field: Paragraph | None = None
    duties: tuple[Paragraph, ...] = ()
    delivers: tuple[Code, ...]
    topic_rule: TopicRule | None = None
    topics: tuple[Topic, ...] = ()
    source: Line | None = None
