"""The form check's task of an obligation: the rule and the outline that the plan names for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from services.documents.form_check.rule import MARGINS, FormRule, OutlineSection, Task
from services.documents.plan.data import plan_data
from services.documents.plan.model import FormatRule, ObligationKind, Plan, Profile, ReportOutline, Section
from services.documents.plan.node import node_of
from services.documents.plan.reader import Reader

Read = TypeVar("Read", FormatRule, ReportOutline)


def task_of(plan: Plan, obligation: str) -> Task | None:
    """What a text for this obligation is checked against; None for an unknown code.

    An obligation without a rule and without an outline gives a task that only looks for leftovers.
    """
    return task_of_data(plan_data(plan), obligation)


def task_of_data(plan: Mapping[str, Any], obligation: str) -> Task | None:
    """The same of a plan that is stored (`plan_data`). Only what is asked for is read: this is done for every text."""
    owed = _coded(plan["obligations"], obligation)
    if owed is None:
        return None
    rule = _coded(plan["format_rules"], owed["format"])
    outline = _coded(plan["report_outlines"], owed["outline"])
    profile = Profile(plan["conference"]["format_profile"])
    return Task(
        owed["kind"],
        rule_of(_read(FormatRule, rule), profile, owed["kind"]) if rule else None,
        sections_of(_read(ReportOutline, outline)) if outline else (),
    )


def _coded(entries: Sequence[Mapping[str, Any]], code: str | None) -> Mapping[str, Any] | None:
    return next((each for each in entries if each["code"] == code), None)


def _read(kind: type[Read], data: Mapping[str, Any]) -> Read:
    """An entry that was judged when its plan was applied."""
    return Reader().read(kind, node_of(data))


def rule_of(rule: FormatRule, profile: Profile, kind: str) -> FormRule:
    """The plan's rule with the margins of the conference's profile.

    Exemplary models handed in alone are two or three half pages: the pages of the whole report do not bind them.
    """
    alone = kind == ObligationKind.EXEMPLARY_MODELS
    return FormRule(
        paper=rule.paper,
        font=rule.font,
        font_size=rule.font_size,
        pages_about=None if alone else rule.pages_about,
        pages_least=None if alone else rule.pages_least,
        pages_most=None if alone else rule.pages_most,
        not_counted=rule.not_counted,
        models_least=rule.models_least,
        models_most=rule.models_most,
        model_pages_most=None if rule.model_pages_most is None else float(rule.model_pages_most),
        margins=MARGINS[profile],
    )


def sections_of(outline: ReportOutline) -> tuple[OutlineSection, ...]:
    """The tree of an outline in reading order."""
    return tuple(_walk(outline.sections, 0))


def _walk(sections: tuple[Section, ...], depth: int) -> Iterator[OutlineSection]:
    for each in sections:
        yield OutlineSection(
            number=each.number or "",
            title=each.title,
            depth=depth,
            leaf=not each.sections,
            exemplary_models=each.exemplary_models,
            points=each.points,
            petitions=each.petitions,
        )
        yield from _walk(each.sections, depth + 1)
