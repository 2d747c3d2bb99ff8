"""Which role sees which page: the one table that decides access and draws the menus.

A page that is not in the table is shown to nobody (a test holds that every page is). What somebody may *do* on a
page is decided by the services; this table only keeps people from pages that are not theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, request, url_for
from flask_babel import lazy_gettext as _

from chassis.auth.roles import Role

O, DEP, U, D = Role.ORGANIZER, Role.DEPARTMENT, Role.UNIT, Role.DELEGATE  # noqa: E741
R, B, P, C, A = Role.RECEPTIONIST, Role.BROADCASTER, Role.APPRAISER, Role.CHAIR, Role.ADMINISTRATOR
EVERYONE = frozenset({O, DEP, U, D, R, B, P, C, A})
OFFICE = frozenset({O})

PUBLIC = frozenset(
    {
        "static",
        "alive",
        "ready",
        "metrics",
        "openapi",
        "sign_in.show",
        "sign_in.enter",
        "sign_in.leave",
        "sign_in.open_link",
        "sign_in.leave_for_link",
        "language.choose",
        "docs.show",
        "problems.show",
        "pairing.show",
        "pairing.open_link",
        "pairing.pair",
        "pairing.ended",
        "gate_offline.icon",
    }
)
"""Endpoints for strangers, too. Endpoints of the API look after themselves."""

STATION_PAGES = frozenset({"home", "live", "gate", "gate_offline", "desk", "board"})
"""Blueprints for a paired device, which has a receptionist's role and stands where anybody may touch it."""


@dataclass(frozen=True)
class MenuEntry:
    """A place in the menu."""

    endpoint: str
    label: object
    """Translated when it is shown."""
    icon: str
    """Name of a Bootstrap icon."""
    roles: frozenset[Role]
    section: str = "conference"
    """`conference` (under a conference's name; the endpoint takes `slug`) or `system`."""
    count: str | None = None
    """Endpoint that says how many things wait there; asked for when the page is already shown."""


PAGES: dict[str, frozenset[Role]] = {
    # blueprint → roles; an endpoint named in full wins over its blueprint
    "home": EVERYONE,
    "live": EVERYONE,
    "own_password": EVERYONE,
    "conferences": EVERYONE - {D},
    "dashboard": frozenset({O, A, DEP, P}),
    "plan": frozenset({O, A, DEP, P}),
    "plans": OFFICE,
    "postponement": OFFICE,
    "invitations": OFFICE,
    "units": frozenset({O, A, R, C, DEP, P}),
    "delegates": OFFICE,
    "delegates.index": frozenset({O, R, C}),
    "delegates.show": frozenset({O, R}),
    "seating": OFFICE,
    "seating.show": frozenset({O, R, C}),
    "seating.printed": frozenset({O, C}),
    "sheets": frozenset({O, U}),
    "gate": frozenset({O, R}),
    "desk": frozenset({O, R}),
    "gate_offline": frozenset({O, R}),
    "stations": frozenset({O, A}),
    "conflicts": OFFICE,
    "check_ins": frozenset({O, R, C}),
    "attendance": frozenset({O, R, C, A, DEP, P}),
    "board": frozenset({O, R, C, A, DEP, P}),
    "chair": frozenset({O, C}),
    "obligations": frozenset({O, A, P, DEP, U, B}),
    "papers": OFFICE,
    "badges": OFFICE,
    "commendations": OFFICE,
    "commendations.stage": frozenset({O, R, C}),
    "commendations.show": frozenset({O, R, C}),
    "commendations.step": frozenset({O, R, C}),
    "commendations.proxy": frozenset({O, R, C}),
    "commendations.paper": frozenset({O, R, C}),
    "printing": frozenset({O, C}),
    "messages": frozenset({O, A}),
    "my": frozenset({U, D}),
    "accounts": frozenset({A}),
    "failed_events": frozenset({A}),
    "audit": frozenset({A}),
}

MENU: tuple[MenuEntry, ...] = (
    MenuEntry("dashboard.show", _("Tổng quan"), "speedometer2", frozenset({O, A, DEP, P})),
    MenuEntry("my.show", _("Trang của đồng chí"), "person-badge", frozenset({U, D})),
    MenuEntry("invitations.index", _("Giấy mời"), "envelope-paper", OFFICE),
    MenuEntry("units.index", _("Đơn vị"), "building", frozenset({O, A, C, DEP, P})),
    MenuEntry("delegates.index", _("Đại biểu"), "people", frozenset({O, R, C})),
    MenuEntry("seating.show", _("Sơ đồ chỗ ngồi"), "grid-3x3-gap", frozenset({O, R, C})),
    MenuEntry("gate.show", _("Điểm danh"), "qr-code-scan", frozenset({O, R})),
    MenuEntry("desk.waiting", _("Ngoài danh sách"), "person-exclamation", frozenset({O, R})),
    MenuEntry("conflicts.index", _("Cần quyết định"), "question-octagon", OFFICE, count="conflicts.count"),
    MenuEntry("stations.index", _("Máy quét"), "phone", frozenset({O, A})),
    MenuEntry("check_ins.index", _("Sổ điểm danh"), "journal-check", frozenset({O, R})),
    MenuEntry("attendance.show", _("Tình hình có mặt"), "bar-chart", frozenset({O, R, A, DEP, P})),
    MenuEntry("chair.show", _("Chủ trì"), "clipboard-data", frozenset({O, C})),
    MenuEntry("commendations.index", _("Khen thưởng"), "award", OFFICE),
    MenuEntry("commendations.stage", _("Trao thưởng"), "award", frozenset({R, C})),
    MenuEntry("board.show", _("Màn hình"), "display", frozenset({O, R, C})),
    MenuEntry("obligations.index", _("Nhiệm vụ phải nộp"), "calendar-check", frozenset({O, A, P, DEP, U, B})),
    MenuEntry("papers.index", _("Văn bản in"), "printer", OFFICE),
    MenuEntry("messages.index", _("Thư đã gửi"), "mailbox", frozenset({O, A})),
    MenuEntry("plan.show", _("Kế hoạch"), "file-earmark-text", frozenset({O, A, DEP, P})),
    MenuEntry("accounts.index", _("Tài khoản"), "person-lock", frozenset({A}), "system"),
    MenuEntry("failed_events.index", _("Sự kiện lỗi"), "exclamation-octagon", frozenset({A}), "system"),
    MenuEntry("audit.index", _("Nhật ký thay đổi"), "shield-check", frozenset({A}), "system"),
)

ENTRANCES = {C: "chair.show", R: "gate.show"}
"""Where a conference's card leads, for roles whose own page is not the first of their menu."""


def roles_of(endpoint: str) -> frozenset[Role] | None:
    """Who may see an endpoint; None when the table does not know it."""
    return PAGES.get(endpoint) or PAGES.get(endpoint.partition(".")[0])


def may_see(role: Role, endpoint: str) -> bool:
    """Whether this role's menu leads there and the door opens."""
    return role in (roles_of(endpoint) or frozenset())


@dataclass(frozen=True)
class MenuLink:
    """One link of somebody's menu."""

    label: str
    icon: str
    url: str
    current: bool
    count_url: str | None = None


def menu(role: Role, section: str, slug: str | None = None) -> list[MenuLink]:
    """The links of one section for this role; without a conference at hand, that section is empty."""
    if section == "conference" and slug is None:
        return []
    values: dict[str, Any] = {"slug": slug} if section == "conference" else {}
    return [
        MenuLink(
            str(entry.label),
            entry.icon,
            url_for(entry.endpoint, **values),
            _is_current(entry.endpoint),
            url_for(entry.count, **values) if entry.count else None,
        )
        for entry in MENU
        if entry.section == section and role in entry.roles and entry.endpoint in current_app.view_functions
    ]


def entrance(role: Role, slug: str) -> MenuLink | None:
    """Where this role's work at a conference is; the first link of its menu unless the role has a page of its own."""
    links = menu(role, "conference", slug)
    own = ENTRANCES.get(role)
    wanted = url_for(own, slug=slug) if own in current_app.view_functions else None
    return next((link for link in links if link.url == wanted), links[0] if links else None)


def _is_current(endpoint: str) -> bool:
    return (request.endpoint or "").partition(".")[0] == endpoint.partition(".")[0]
