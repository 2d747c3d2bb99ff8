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
        "agenda.public",
        "agenda.paper",
        "agenda.calendar",
    }
)
"""Endpoints for strangers, too. Endpoints of the API look after themselves."""

STATION_PAGES = frozenset({"home", "live", "gate", "gate_offline", "desk", "board"})
"""Blueprints for a paired device, which has a receptionist's role and stands where anybody may touch it."""


@dataclass(frozen=True)
class MenuGroup:
    """A heading in the menu of those who have many places; others see its entries side by side."""

    label: object
    """Translated when it is shown."""
    icon: str


PEOPLE = MenuGroup(_("Khách mời"), "people")
CONTENT = MenuGroup(_("Nội dung"), "journal-text")
DAY = MenuGroup(_("Ngày họp"), "qr-code-scan")
OUTGOING = MenuGroup(_("Giấy tờ"), "printer")
MOST_SIDE_BY_SIDE = 7
"""Places of a conference that fit in one row of a laptop."""


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
    group: MenuGroup | None = None
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
    "activities": frozenset({O, A, P, DEP}),
    "activities.index": frozenset({O, A, P, DEP, U, B}),
    "activities.show": frozenset({O, A, P, DEP, U, B}),
    "activities.evidence": frozenset({O, A, P, DEP, U, B}),
    "activities.step": frozenset({O, DEP, U, B}),
    "activities.report": frozenset({O, DEP, U, B}),
    "submissions": frozenset({O, A, P, DEP, U, B}),
    "film": frozenset({O, B}),
    "film.show": frozenset({O, A, P, B}),
    "film.content": frozenset({O, A, P, B}),
    "film.version": frozenset({O, A, P, B}),
    "film.compare": frozenset({O, A, P, B}),
    "film.inspection_paper": frozenset({O, A, P, B}),
    "film.copy": frozenset({O, A, P, B}),
    "film.poster": frozenset({O, A, P, B}),
    "film.thumbnails": frozenset({O, A, P, B}),
    "film_judging": frozenset({O, P}),
    "film_judging.reply": frozenset({O, P, B}),
    "film_judging.mend": frozenset({O, B}),
    "film_judging.changes": frozenset({O, A, P, B}),
    "film_schedule": OFFICE,
    "film_schedule.show": frozenset({O, A, P, B}),
    "film_schedule.report_broadcast": frozenset({O, B}),
    "film_schedule.step_broadcast": frozenset({O, B}),
    "film_hall": frozenset({O, R, C}),
    "topics": frozenset({O, DEP}),
    "topics.index": frozenset({O, A, P, DEP, U}),
    "topics.show": frozenset({O, A, P, DEP}),
    "topics.export": frozenset({O, A, P, DEP}),
    "topics.step": frozenset({O, DEP, U}),
    "topics.presenter": frozenset({O, U}),
    "topics.speaking_time": frozenset({O, A, P, DEP, U}),
    "medals": frozenset({O, P, U}),
    "medals.new": frozenset({O, U}),
    "medals.create": frozenset({O, U}),
    "medals.update": frozenset({O, U}),
    "medals.step": frozenset({O, U}),
    "medals.paper": OFFICE,
    "petition_picking": OFFICE,
    "petitions": frozenset({O, P, DEP, U}),
    "petitions.new": frozenset({O, DEP, U}),
    "petitions.create": frozenset({O, DEP, U}),
    "petitions.summary": frozenset({O, P, DEP}),
    "form_checks": frozenset({O, A, P, DEP, U, B}),
    "form_checks.trial": EVERYONE,
    "form_checks.try_file": EVERYONE,
    "digests": frozenset({O, P, DEP}),
    "digests.create": OFFICE,
    "papers": OFFICE,
    "print_jobs": OFFICE,
    "badges": OFFICE,
    "commendations": OFFICE,
    "commendations.stage": frozenset({O, R, C}),
    "commendations.show": frozenset({O, R, C}),
    "commendations.step": frozenset({O, R, C}),
    "commendations.proxy": frozenset({O, R, C}),
    "commendations.paper": frozenset({O, R, C}),
    "agenda": EVERYONE,
    "agenda_draft": OFFICE,
    "agenda_draft.show": frozenset({O, DEP, C}),
    "agenda_draft.paper": frozenset({O, DEP, C}),
    "agenda_run": frozenset({O, C}),
    "agenda_run.screen": frozenset({O, R, C}),
    "printing": frozenset({O, C}),
    "printing.look": EVERYONE,
    "messages": frozenset({O, A}),
    "my": frozenset({U, D}),
    "accounts": frozenset({A}),
    "failed_events": frozenset({A}),
    "audit": frozenset({A}),
}

MENU: tuple[MenuEntry, ...] = (
    MenuEntry("dashboard.show", _("Tổng quan"), "speedometer2", frozenset({O, A, DEP, P})),
    MenuEntry("my.show", _("Trang của đồng chí"), "person-badge", frozenset({U, D})),
    MenuEntry("invitations.index", _("Giấy mời"), "envelope-paper", OFFICE, group=PEOPLE),
    MenuEntry("units.index", _("Đơn vị"), "building", frozenset({O, A, C, DEP, P}), group=PEOPLE),
    MenuEntry("delegates.index", _("Đại biểu"), "people", frozenset({O, R, C}), group=PEOPLE),
    MenuEntry("seating.show", _("Sơ đồ chỗ ngồi"), "grid-3x3-gap", frozenset({O, R, C}), group=PEOPLE),
    MenuEntry(
        "obligations.index", _("Nhiệm vụ phải nộp"), "calendar-check", frozenset({O, A, P, DEP, U, B}), group=CONTENT
    ),
    MenuEntry("film.show", _("Phóng sự"), "film", frozenset({O, P, B}), group=CONTENT),
    MenuEntry("topics.index", _("Tham luận"), "chat-square-quote", frozenset({O, A, P, DEP, U}), group=CONTENT),
    MenuEntry("petitions.index", _("Kiến nghị"), "chat-square-text", frozenset({O, P, DEP, U}), group=CONTENT),
    MenuEntry("digests.index", _("Tổng hợp báo cáo"), "collection", frozenset({O, P, DEP}), group=CONTENT),
    MenuEntry("form_checks.trial", _("Thử thể thức"), "clipboard-check", frozenset({O, DEP, U}), group=CONTENT),
    MenuEntry("agenda_draft.show", _("Lập chương trình"), "list-ol", OFFICE, group=CONTENT),
    MenuEntry("agenda.show", _("Chương trình"), "clock-history", EVERYONE, group=CONTENT),
    MenuEntry("activities.index", _("Hoạt động"), "flag", frozenset({O, A, P, DEP, U, B}), group=CONTENT),
    MenuEntry("medals.index", _("Kỷ niệm chương"), "award", frozenset({O, P, U}), group=CONTENT),
    MenuEntry("plan.show", _("Kế hoạch"), "file-earmark-text", frozenset({O, A, DEP, P}), group=CONTENT),
    MenuEntry("gate.show", _("Điểm danh"), "qr-code-scan", frozenset({O, R}), group=DAY),
    MenuEntry("desk.waiting", _("Ngoài danh sách"), "person-exclamation", frozenset({O, R}), group=DAY),
    MenuEntry("conflicts.index", _("Cần quyết định"), "question-octagon", OFFICE, group=DAY, count="conflicts.count"),
    MenuEntry("stations.index", _("Máy quét"), "phone", frozenset({O, A}), group=DAY),
    MenuEntry("check_ins.index", _("Sổ điểm danh"), "journal-check", frozenset({O, R}), group=DAY),
    MenuEntry("attendance.show", _("Tình hình có mặt"), "bar-chart", frozenset({O, R, A, DEP, P}), group=DAY),
    MenuEntry("chair.show", _("Chủ trì"), "clipboard-data", frozenset({O, C}), group=DAY),
    MenuEntry("agenda_run.show", _("Điều hành chương trình"), "play-circle", frozenset({O, C}), group=DAY),
    MenuEntry("film_hall.show", _("Chiếu phóng sự"), "projector", frozenset({O, R, C}), group=DAY),
    MenuEntry("commendations.index", _("Khen thưởng"), "award", OFFICE, group=DAY),
    MenuEntry("commendations.stage", _("Trao thưởng"), "award", frozenset({R, C}), group=DAY),
    MenuEntry("board.show", _("Màn hình"), "display", frozenset({O, R, C}), group=DAY),
    MenuEntry("papers.index", _("Văn bản in"), "printer", OFFICE, group=OUTGOING),
    MenuEntry("messages.index", _("Thư đã gửi"), "mailbox", frozenset({O, A}), group=OUTGOING),
    MenuEntry("accounts.index", _("Tài khoản"), "person-lock", frozenset({A}), "system"),
    MenuEntry("failed_events.index", _("Sự kiện lỗi"), "exclamation-octagon", frozenset({A}), "system"),
    MenuEntry("audit.index", _("Nhật ký thay đổi"), "shield-check", frozenset({A}), "system"),
)

PLACES = {
    "submissions": "obligations",
    "film_schedule": "film",
    "form_checks.show": "obligations",
    "petition_picking": "petitions",
    "plans": "plan",
    "postponement": "plan",
    "print_jobs": "papers",
    "printing": "papers",
    "sheets": "delegates",
}
"""Blueprints and endpoints without an entry of their own, and the one that is marked while they are shown."""
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


@dataclass(frozen=True)
class MenuHeading:
    """A group of somebody's menu with the links in it."""

    label: str
    icon: str
    links: tuple[MenuLink, ...]

    @property
    def current(self) -> bool:
        """Whether the page shown is in it."""
        return any(link.current for link in self.links)


def menu(role: Role, section: str, slug: str | None = None) -> list[MenuLink]:
    """The links of one section for this role; without a conference at hand, that section is empty."""
    return [link for _entry, link in _entries(role, section, slug)]


def grouped_menu(role: Role, section: str, slug: str | None = None) -> list[MenuLink | MenuHeading]:
    """The same links, under headings where they are too many for one row; a heading stands where its first link was."""
    entries = _entries(role, section, slug)
    if len(entries) <= MOST_SIDE_BY_SIDE:
        return [link for _entry, link in entries]
    shown: dict[object, list[MenuLink]] = {}
    for entry, link in entries:
        shown.setdefault(entry.group or link, []).append(link)
    return [
        MenuHeading(str(key.label), key.icon, tuple(links))
        if isinstance(key, MenuGroup) and len(links) > 1
        else links[0]
        for key, links in shown.items()
    ]


def _entries(role: Role, section: str, slug: str | None) -> list[tuple[MenuEntry, MenuLink]]:
    if section == "conference" and slug is None:
        return []
    values: dict[str, Any] = {"slug": slug} if section == "conference" else {}
    return [
        (entry, _link(entry, values))
        for entry in MENU
        if entry.section == section and role in entry.roles and entry.endpoint in current_app.view_functions
    ]


def _link(entry: MenuEntry, values: dict[str, Any]) -> MenuLink:
    return MenuLink(
        str(entry.label),
        entry.icon,
        url_for(entry.endpoint, **values),
        _is_current(entry.endpoint),
        url_for(entry.count, **values) if entry.count else None,
    )


def entrance(role: Role, slug: str) -> MenuLink | None:
    """Where this role's work at a conference is; the first link of its menu unless the role has a page of its own."""
    links = menu(role, "conference", slug)
    own = ENTRANCES.get(role)
    wanted = url_for(own, slug=slug) if own in current_app.view_functions else None
    return next((link for link in links if link.url == wanted), links[0] if links else None)


def _is_current(endpoint: str) -> bool:
    shown = request.endpoint or ""
    blueprint = shown.partition(".")[0]
    return PLACES.get(shown, PLACES.get(blueprint, blueprint)) == endpoint.partition(".")[0]
