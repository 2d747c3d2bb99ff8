"""What the overview counts. Each number is the length of the list that it leads to.

A service that does not answer costs its own numbers only; they are then None and the page says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import url_for
from flask_babel import lazy_gettext as _

from chassis.auth.roles import Role
from gateway.auth.reader import services
from gateway.clients.services import ServiceProblem, path
from gateway.clients.transport import ServiceUnavailable

SHOWN_DEADLINES = 6
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class GapKind:
    """Something that may be missing: a list with a filter."""

    service: str
    noun: str
    filters: Mapping[str, str]
    label: object
    """Translated when it is shown."""
    tone: str
    """How it looks while there is one: warn or bad."""
    roles: frozenset[Role]


@dataclass(frozen=True)
class Gap:
    """How many there are; None when nobody could say."""

    label: str
    count: int | None
    url: str
    tone: str


@dataclass
class Deadline:
    """One deadline, and how many units it concerns."""

    title: str
    code: str
    due_date: str
    last_moment: str
    state: str
    units: list[str] = field(default_factory=list)


_OFFICE = frozenset({Role.ORGANIZER})
_MAIL = frozenset({Role.ORGANIZER, Role.ADMINISTRATOR})
_UNITS = frozenset({Role.ORGANIZER, Role.ADMINISTRATOR, Role.DEPARTMENT, Role.APPRAISER})

GAPS = (
    GapKind("registration", "invitations", {"state": "draft"}, _("Giấy mời chưa gửi"), "warn", _OFFICE),
    GapKind(
        "registration",
        "invitations",
        {"kind": "unit", "state": "issued", "answer": "none"},
        _("Đơn vị chưa trả lời giấy mời"),
        "warn",
        _OFFICE,
    ),
    GapKind("registration", "units", {"answer": "none"}, _("Đơn vị chưa trả lời"), "warn", _UNITS - _OFFICE),
    GapKind("registration", "delegates", {"state": "waiting"}, _("Đại biểu chờ quyết định"), "warn", _OFFICE),
    GapKind("registration", "delegates", {"state": "registered"}, _("Đại biểu chưa xác nhận"), "warn", _OFFICE),
    GapKind(
        "registration",
        "delegates",
        {"state": "confirmed", "has_email": "false"},
        _("Đại biểu đã xác nhận, chưa có e-mail"),
        "warn",
        _OFFICE,
    ),
    GapKind("notification", "messages", {"state": "failed"}, _("Thư không gửi được"), "bad", _MAIL),
    GapKind("notification", "messages", {"state": "uncertain"}, _("Thư chưa rõ đã gửi"), "bad", _MAIL),
    GapKind("documents", "obligations", {"state": "overdue"}, _("Nhiệm vụ quá hạn"), "bad", _UNITS),
)


def gaps_for(role: Role, slug: str) -> list[Gap]:
    """What this person may know to be missing, in the order in which it is dealt with."""
    return [_counted(kind, slug) for kind in GAPS if role in kind.roles]


def next_deadlines(slug: str) -> list[Deadline]:
    """The nearest deadlines that are not over, one for each obligation, however many units owe it."""
    grouped: dict[tuple[str, str], Deadline] = {}
    for state in ("due_soon", "open"):
        query = {"state": state, "page_size": 200}
        for item in services().documents.get(path("conferences", slug, "obligations"), **query)["items"]:
            key = item["code"], item["due_date"]
            if key not in grouped:
                if len(grouped) == SHOWN_DEADLINES:
                    continue
                grouped[key] = _deadline(item)
            grouped[key].units.append(item["unit_name"])
        if len(grouped) == SHOWN_DEADLINES:
            break
    return list(grouped.values())


def shown_or_none(ask: Callable[[], Answer]) -> Answer | None:
    """The answer; None when the service is away or refuses."""
    try:
        return ask()
    except (ServiceProblem, ServiceUnavailable):
        return None


def _counted(kind: GapKind, slug: str) -> Gap:
    def total() -> int:
        address = path("conferences", slug, kind.noun)
        return int(services().named(kind.service).get(address, page_size=1, **kind.filters)["total"])

    url = url_for(f"{kind.noun}.index", slug=slug, **kind.filters)  # type: ignore[arg-type]
    return Gap(str(kind.label), shown_or_none(total), url, kind.tone)


def _deadline(item: Mapping[str, Any]) -> Deadline:
    last = item["due_reading_strict"] if item["policy"] == "before" else item["due_reading_lenient"]
    return Deadline(item["title"], item["code"], item["due_date"], last, item["state"])
