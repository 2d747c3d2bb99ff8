"""Codes and names that must not repeat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chassis.language import Text
from services.documents.plan.finding import Finding, error, warning
from services.documents.plan.load import Draft
from services.documents.plan.model import Plan, Section

Placed = tuple[str, str]
"""A code (or name) and the path where it stands."""


def codes_are_unique(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """A code says one thing; units, categories, groups and guests share one space: "who" may name any of them."""
    for space in _spaces(plan):
        for value, first, again in _repeated(space):
            line = draft.line(first)
            message = Text(f"mã “{value}” đã dùng ở dòng {line}", f"code “{value}” is already used on line {line}")
            yield error(draft.line(again), again, message)


def names_are_unique(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """Two units of one name cannot be told apart at the door."""
    names = ((unit.name.casefold(), f"units[{i}].name") for i, unit in enumerate(plan.units))
    for _, first, again in _repeated(names):
        line = draft.line(first)
        message = Text(f"tên đơn vị trùng với dòng {line}", f"the unit's name repeats line {line}")
        yield warning(draft.line(again), again, message)


def section_numbers_are_unique(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """A number names one section among its neighbours."""
    for index, outline in enumerate(plan.report_outlines):
        yield from _numbers(draft, outline.sections, f"report_outlines[{index}].sections")


def _numbers(draft: Draft, sections: tuple[Section, ...], path: str) -> Iterator[Finding]:
    numbers = ((section.number or "", f"{path}[{index}].number") for index, section in enumerate(sections))
    for value, first, again in _repeated(numbers):
        line = draft.line(first)
        message = Text(f"số mục “{value}” trùng với dòng {line}", f"section number “{value}” repeats line {line}")
        yield error(draft.line(again), again, message)
    for index, section in enumerate(sections):
        yield from _numbers(draft, section.sections, f"{path}[{index}].sections")


def _spaces(plan: Plan) -> Iterator[list[Placed]]:
    yield [
        *((category.code, f"categories[{i}].code") for i, category in enumerate(plan.categories)),
        *((group.code, f"groups[{i}].code") for i, group in enumerate(plan.groups)),
        *((unit.code, f"units[{i}].code") for i, unit in enumerate(plan.units)),
        *((guest.code, f"guests[{i}].code") for i, guest in enumerate(plan.guests)),
    ]
    yield [
        *((obligation.code, f"obligations[{i}].code") for i, obligation in enumerate(plan.obligations)),
        *((activity.code, f"activities[{i}].code") for i, activity in enumerate(plan.activities)),
    ]
    yield [(gate.code, f"gates[{i}].code") for i, gate in enumerate(plan.gates)]
    yield [(rule.code, f"format_rules[{i}].code") for i, rule in enumerate(plan.format_rules)]
    yield [(outline.code, f"report_outlines[{i}].code") for i, outline in enumerate(plan.report_outlines)]
    yield [(item.code, f"agenda[{i}].code") for i, item in enumerate(plan.agenda)]
    yield [(department.unit, f"departments[{i}].unit") for i, department in enumerate(plan.departments)]
    yield [(recipient.code, f"petition_recipients[{i}].code") for i, recipient in enumerate(plan.petition_recipients)]
    if plan.seating is not None:
        yield [(block.code, f"seating.blocks[{i}].code") for i, block in enumerate(plan.seating.blocks)]
    yield [(invitation.name, f"invitations[{i}].name") for i, invitation in enumerate(plan.invitations)]
    yield [(recipient.name, f"distribution_list[{i}].name") for i, recipient in enumerate(plan.distribution_list)]


def _repeated(values: Iterable[Placed]) -> Iterator[tuple[str, str, str]]:
    first: dict[str, str] = {}
    for value, path in values:
        if value and value in first:
            yield value, first[value], path
        first.setdefault(value, path)


CHECKS = (codes_are_unique, names_are_unique, section_numbers_are_unique)
