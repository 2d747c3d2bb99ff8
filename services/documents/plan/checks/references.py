"""Codes that must stand elsewhere in the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from chassis.language import Text
from services.documents.plan.audience import units_meant
from services.documents.plan.finding import Finding, error, warning
from services.documents.plan.load import Draft
from services.documents.plan.model import Plan
from services.documents.plan.reader import suggestion

_MOST_UNKNOWN = 200
"""More say nothing new, and each is compared with every known code."""

_CATEGORY = Text("thành phần", "category")
_GROUP = Text("nhóm", "group")
_UNIT = Text("đơn vị", "unit")
_WHO = Text("đơn vị, thành phần hay nhóm", "unit, category or group")
_INVITEE = Text("đơn vị, thành phần, nhóm hay khách mời", "unit, category, group or guest")
_FORMAT = Text("quy định thể thức", "format rule")
_OUTLINE = Text("đề cương báo cáo", "report outline")
_OBLIGATION = Text("nhiệm vụ phải nộp", "obligation")
_DEPARTMENT = Text("phòng", "department")
_DELIVERY = Text("nhiệm vụ phải nộp hay hoạt động", "obligation or activity")


@dataclass(frozen=True)
class _Reference:
    code: str | None
    path: str
    noun: Text
    known: frozenset[str]

    @property
    def is_unknown(self) -> bool:
        return bool(self.code) and self.code not in self.known


class _Known:
    """The codes of each list of the plan."""

    def __init__(self, plan: Plan) -> None:
        self.categories = frozenset(category.code for category in plan.categories)
        self.groups = frozenset(group.code for group in plan.groups)
        self.units = frozenset(unit.code for unit in plan.units)
        self.who = self.categories | self.groups | self.units
        self.departments = frozenset(department.unit for department in plan.departments)
        self.invitees = self.who | {guest.code for guest in plan.guests}
        self.formats = frozenset(rule.code for rule in plan.format_rules)
        self.outlines = frozenset(outline.code for outline in plan.report_outlines)
        self.obligations = frozenset(obligation.code for obligation in plan.obligations)
        self.deliveries = self.obligations | {activity.code for activity in plan.activities}


def references_are_known(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """Whatever is named by a code is in the plan."""
    unknown = (reference for reference in _references(plan, _Known(plan)) if reference.is_unknown)
    for reference in islice(unknown, _MOST_UNKNOWN):
        yield error(draft.line(reference.path), reference.path, _unknown(reference))


def obligations_are_owed(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """An obligation that nobody owes would never be asked for."""
    for index, obligation in enumerate(plan.obligations):
        path = f"obligations[{index}].owed_by"
        if not units_meant(plan, obligation.owed_by):
            message = Text(f"không đơn vị nào phải nộp “{obligation.code}”", f"nobody owes “{obligation.code}”")
            yield error(draft.line(path), path, message)


def lists_of_who_mean_somebody(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """A category or group without anybody in it is probably a slip."""
    taken = {unit.category for unit in plan.units} | {guest.category for guest in plan.guests}
    grouped = {group for unit in plan.units for group in unit.groups}
    for name, codes, used in (
        ("categories", [category.code for category in plan.categories], taken),
        ("groups", [group.code for group in plan.groups], grouped),
    ):
        for index, code in enumerate(codes):
            if code and code not in used:
                path = f"{name}[{index}]"
                yield warning(draft.line(path), path, Text(f"“{code}” chưa có ai", f"nobody is in “{code}”"))


def _unknown(reference: _Reference) -> Text:
    hint = suggestion(reference.code or "", sorted(reference.known))
    return Text(
        f"không có {reference.noun.vi} “{reference.code}” trong kế hoạch{hint.vi}",
        f"the plan has no {reference.noun.en} “{reference.code}”{hint.en}",
    )


def _references(plan: Plan, known: _Known) -> Iterator[_Reference]:
    yield from _of_people(plan, known)
    yield from _of_seating(plan, known)
    yield from _of_obligations(plan, known)
    yield from _of_departments(plan, known)
    yield from _of_activities(plan, known)
    yield from _of_film(plan, known)
    for i, item in enumerate(plan.agenda):
        yield _Reference(item.unit, f"agenda[{i}].unit", _UNIT, known.units)


def _of_people(plan: Plan, known: _Known) -> Iterator[_Reference]:
    if plan.admission is not None:
        yield _Reference(plan.admission.unlisted_category, "admission.unlisted_category", _CATEGORY, known.categories)
    for i, unit in enumerate(plan.units):
        yield _Reference(unit.category, f"units[{i}].category", _CATEGORY, known.categories)
        yield from _each(unit.groups, f"units[{i}].groups", _GROUP, known.groups)
    for i, guest in enumerate(plan.guests):
        yield _Reference(guest.category, f"guests[{i}].category", _CATEGORY, known.categories)
    for i, invitation in enumerate(plan.invitations):
        yield from _each(invitation.to, f"invitations[{i}].to", _INVITEE, known.invitees)
    for i, recipient in enumerate(plan.distribution_list):
        yield from _each(recipient.units, f"distribution_list[{i}].units", _WHO, known.who)


def _of_seating(plan: Plan, known: _Known) -> Iterator[_Reference]:
    if plan.seating is None:
        return
    if plan.seating.platform is not None:
        codes = plan.seating.platform.reserved_for
        yield from _each(codes, "seating.platform.reserved_for", _CATEGORY, known.categories)
    for i, row in enumerate(plan.seating.rows):
        yield from _each(row.reserved_for, f"seating.rows[{i}].reserved_for", _CATEGORY, known.categories)


def _of_obligations(plan: Plan, known: _Known) -> Iterator[_Reference]:
    for i, obligation in enumerate(plan.obligations):
        yield from _each(obligation.owed_by, f"obligations[{i}].owed_by", _WHO, known.who)
        yield from _each(obligation.appraised_by, f"obligations[{i}].appraised_by", _DEPARTMENT, known.departments)
        yield _Reference(obligation.format, f"obligations[{i}].format", _FORMAT, known.formats)
        yield _Reference(obligation.outline, f"obligations[{i}].outline", _OUTLINE, known.outlines)


def _of_departments(plan: Plan, known: _Known) -> Iterator[_Reference]:
    for i, department in enumerate(plan.departments):
        yield _Reference(department.unit, f"departments[{i}].unit", _UNIT, known.units)
        yield from _each(department.delivers, f"departments[{i}].delivers", _DELIVERY, known.deliveries)
        for j, topic in enumerate(department.topics):
            yield _Reference(topic.unit, f"departments[{i}].topics[{j}].unit", _UNIT, known.units)


def _of_activities(plan: Plan, known: _Known) -> Iterator[_Reference]:
    for i, activity in enumerate(plan.activities):
        yield from _each(activity.owners, f"activities[{i}].owners", _WHO, known.who)


def _of_film(plan: Plan, known: _Known) -> Iterator[_Reference]:
    if plan.video_report:
        yield _Reference(plan.video_report.obligation, "video_report.obligation", _OBLIGATION, known.obligations)
        yield _Reference(plan.video_report.broadcaster, "video_report.broadcaster", _UNIT, known.units)


def _each(codes: tuple[str, ...], path: str, noun: Text, known: frozenset[str]) -> Iterator[_Reference]:
    for index, code in enumerate(codes):
        yield _Reference(code, f"{path}[{index}]", noun, known)


CHECKS = (references_are_known, obligations_are_owed, lists_of_who_mean_somebody)
