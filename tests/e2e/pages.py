"""Every page of the product and the role it is looked at as: for accessibility, and for the README's pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.registration.sheets import sheet

SLUG = "thai-nguyen-2024"
HERE = f"/conferences/{SLUG}"


@dataclass(frozen=True)
class LookedAt:
    """A page as one role sees it; role None is a stranger. `{delegate}` and the like in the path: see `FOUND`."""

    name: str
    role: str | None
    path: str


FOUND = {
    "{delegate}": ("organizer", f"{HERE}/delegates?state=confirmed", r"/delegates/([0-9a-f-]{36})"),
    "{own_delegate}": ("unit", f"{HERE}/my", r"/my/delegates/([0-9a-f-]{36})"),
    "{obligation}": ("unit", f"{HERE}/obligations", r"/obligations/([0-9a-f-]{36})"),
    "{account}": ("administrator", "/accounts", r"/accounts/([0-9a-f-]{36})/password"),
    "{paper}": ("organizer", f"{HERE}/papers", r"/papers/([0-9a-f-]{36})/look"),
    "{cut}": ("organizer", f"{HERE}/video-report", r"/versions/([0-9a-f-]{36})"),
    "{earlier_cut}": ("organizer", f"{HERE}/video-report", r"(?s).*/versions/([0-9a-f-]{36})"),
    "{activity_done}": ("organizer", f"{HERE}/activities?state=done", r"/activities/([0-9a-f-]{36})"),
    "{activity_sent_back}": ("unit", f"{HERE}/activities", r"/activities/([0-9a-f-]{36})"),
    "{medal_warned}": ("organizer", f"{HERE}/medals?q=trung+ten", r"/medals/([0-9a-f-]{36})"),
    "{medal_sent}": ("organizer", f"{HERE}/medals?state=sent", r"/medals/([0-9a-f-]{36})"),
    "{medal_returned}": ("organizer", f"{HERE}/medals?state=returned", r"/medals/([0-9a-f-]{36})"),
    "{message}": ("organizer", f"{HERE}/messages", r"/messages/([0-9a-f-]{36})"),
}
"""Where an id is found that is another one in every run: the first that this role sees on this page."""


def _checked_sheet(page: Page) -> str:
    """A spreadsheet with a good row and a bad one, checked by the worker."""
    page.goto(f"{HERE}/sheets")
    rows = sheet([("Vũ Thị Trong Tệp",), ("",)])
    page.locator("#file").set_input_files({"name": "danh-sach.xlsx", "mimeType": "", "buffer": rows})
    page.get_by_role("button", name=re.compile("Kiểm tra tệp|Check the file")).click()
    page.wait_for_url("**/sheets/*")
    return page.url.rpartition("/")[2]


def _name_tents(page: Page) -> str:
    """A file for the printer that the worker has made, or is about to make."""
    page.goto(f"{HERE}/papers")
    page.locator("form", has=page.locator("#tents-unit")).locator("button[formmethod=post]").click()
    page.wait_for_url("**/print-jobs/*")
    return page.url.rpartition("/")[2]


MADE: dict[str, tuple[str, Callable[[Page], str]]] = {
    "{import}": ("organizer", _checked_sheet),
    "{print_job}": ("organizer", _name_tents),
}
"""How a thing comes about that a page is of, by this role's hand; gives its id."""

PAGES = (
    LookedAt("sign-in", None, "/sign-in"),
    LookedAt("unknown-link", None, "/l/unknown"),
    LookedAt("not-found", None, "/nowhere"),
    LookedAt("own-password", "unit", "/password"),
    LookedAt("home-organizer", "organizer", "/"),
    LookedAt("home-unit", "unit", "/"),
    LookedAt("home-department", "department", "/"),
    LookedAt("home-broadcaster", "broadcaster", "/"),
    LookedAt("home-appraiser", "appraiser", "/"),
    LookedAt("home-administrator", "administrator", "/"),
    LookedAt("dashboard", "organizer", f"{HERE}/dashboard"),
    LookedAt("plan", "organizer", f"{HERE}/plan"),
    LookedAt("postpone", "organizer", f"{HERE}/postpone"),
    LookedAt("plan-load", "organizer", "/plans/new"),
    LookedAt("invitations", "organizer", f"{HERE}/invitations"),
    LookedAt("invitations-issue", "organizer", f"{HERE}/invitations/issue"),
    LookedAt("invite-guest", "organizer", f"{HERE}/invitations/new"),
    LookedAt("units", "organizer", f"{HERE}/units"),
    LookedAt("delegates", "organizer", f"{HERE}/delegates"),
    LookedAt("waiting-list", "organizer", f"{HERE}/delegates?state=waiting"),
    LookedAt("namesakes", "organizer", f"{HERE}/delegates/namesakes"),
    LookedAt("import", "organizer", f"{HERE}/sheets"),
    LookedAt("import-of-unit", "unit", f"{HERE}/sheets"),
    LookedAt("import-result", "organizer", f"{HERE}/sheets/{{import}}"),
    LookedAt("delegate-new", "organizer", f"{HERE}/delegates/new"),
    LookedAt("delegate", "organizer", f"{HERE}/delegates/{{delegate}}"),
    LookedAt("seating", "organizer", f"{HERE}/seating"),
    LookedAt("seating-of-receptionist", "receptionist", f"{HERE}/seating"),
    LookedAt("obligations", "organizer", f"{HERE}/obligations"),
    LookedAt("obligations-board", "organizer", f"{HERE}/obligations/board"),
    LookedAt("obligations-of-unit", "unit", f"{HERE}/obligations"),
    LookedAt("hand-in", "unit", f"{HERE}/obligations/{{obligation}}"),
    LookedAt("appraise", "organizer", f"{HERE}/obligations/{{obligation}}"),
    LookedAt("film", "organizer", f"{HERE}/video-report"),
    LookedAt("film-of-broadcaster", "broadcaster", f"{HERE}/video-report"),
    LookedAt("film-of-appraiser", "appraiser", f"{HERE}/video-report"),
    LookedAt("film-cut", "appraiser", f"{HERE}/video-report/versions/{{cut}}"),
    LookedAt("film-cut-of-broadcaster", "broadcaster", f"{HERE}/video-report/versions/{{earlier_cut}}"),
    LookedAt("film-compared", "appraiser", f"{HERE}/video-report/compare?left={{earlier_cut}}&right={{cut}}"),
    LookedAt("film-schedule", "organizer", f"{HERE}/video-report/schedule"),
    LookedAt("film-schedule-of-broadcaster", "broadcaster", f"{HERE}/video-report/schedule"),
    LookedAt("film-hall", "receptionist", f"{HERE}/video-report/hall"),
    LookedAt("petitions", "organizer", f"{HERE}/petitions"),
    LookedAt("petition-reports", "organizer", f"{HERE}/petitions/reports"),
    LookedAt("petition-new", "organizer", f"{HERE}/petitions/new"),
    LookedAt("petitions-of-unit", "unit", f"{HERE}/petitions"),
    LookedAt("petitions-of-room", "department", f"{HERE}/petitions"),
    LookedAt("digests", "organizer", f"{HERE}/digests"),
    LookedAt("digest", "organizer", f"{HERE}/digests/bao-cao-so-ket"),
    LookedAt("try-form", "organizer", f"{HERE}/form-check"),
    LookedAt("try-form-of-unit", "unit", f"{HERE}/form-check"),
    LookedAt("topics", "organizer", f"{HERE}/topics"),
    LookedAt("topics-of-department", "department", f"{HERE}/topics"),
    LookedAt("topics-of-unit", "unit", f"{HERE}/topics"),
    LookedAt("topic-new", "organizer", f"{HERE}/topics/new"),
    LookedAt("speaking-time", "unit", f"{HERE}/topics/speaking-time"),
    LookedAt("activities", "organizer", f"{HERE}/activities"),
    LookedAt("activities-of-unit", "unit", f"{HERE}/activities"),
    LookedAt("activity-done", "organizer", f"{HERE}/activities/{{activity_done}}"),
    LookedAt("activity-sent-back", "unit", f"{HERE}/activities/{{activity_sent_back}}"),
    LookedAt("medals", "organizer", f"{HERE}/medals"),
    LookedAt("medals-of-unit", "unit", f"{HERE}/medals"),
    LookedAt("medal-warned", "organizer", f"{HERE}/medals/{{medal_warned}}"),
    LookedAt("medal-sent", "organizer", f"{HERE}/medals/{{medal_sent}}"),
    LookedAt("medal-returned", "unit", f"{HERE}/medals/{{medal_returned}}"),
    LookedAt("medal-new", "unit", f"{HERE}/medals/new"),
    LookedAt("papers", "organizer", f"{HERE}/papers"),
    LookedAt("paper", "organizer", f"{HERE}/papers/{{paper}}/look"),
    LookedAt("print-job", "organizer", f"{HERE}/print-jobs/{{print_job}}"),
    LookedAt("messages", "organizer", f"{HERE}/messages"),
    LookedAt("message", "organizer", f"{HERE}/messages/{{message}}"),
    LookedAt("reminders", "organizer", f"{HERE}/messages?state=scheduled"),
    LookedAt("mailbox", "organizer", f"{HERE}/messages/mailbox"),
    LookedAt("unit", "unit", f"{HERE}/my"),
    LookedAt("name-delegate", "unit", f"{HERE}/my/delegates/new"),
    LookedAt("substitute-by-unit", "unit", f"{HERE}/my/delegates/{{own_delegate}}/substitute"),
    LookedAt("pass", "delegate", f"{HERE}/my"),
    LookedAt("gate-choice", "receptionist", f"{HERE}/gate"),
    LookedAt("gate", "receptionist", f"{HERE}/gate/cua-chinh"),
    LookedAt("substitute", "receptionist", f"{HERE}/desk/cua-chinh/substitute/{{delegate}}"),
    LookedAt("verdict", "receptionist", f"{HERE}/desk/cua-chinh/people/{{delegate}}"),
    LookedAt("unlisted-guest", "receptionist", f"{HERE}/desk/cua-chinh/unlisted"),
    LookedAt("unlisted-guests", "receptionist", f"{HERE}/desk/waiting"),
    LookedAt("check-ins", "organizer", f"{HERE}/check-ins"),
    LookedAt("stations", "organizer", f"{HERE}/stations"),
    LookedAt("conflicts", "organizer", f"{HERE}/check-in-conflicts"),
    LookedAt("pair", None, "/pair"),
    LookedAt("pairing-ended", None, "/pair/ended"),
    LookedAt("board", "organizer", f"{HERE}/board"),
    LookedAt("conferences", "organizer", "/conferences"),
    LookedAt("chair", "chair", f"{HERE}/chair"),
    LookedAt("commendations", "organizer", f"{HERE}/commendations"),
    LookedAt("commendation-stage", "chair", f"{HERE}/commendations/stage"),
    LookedAt("agenda-builder", "organizer", f"{HERE}/agenda/draft"),
    LookedAt("agenda-draft-of-chair", "chair", f"{HERE}/agenda/draft"),
    LookedAt("agenda", "organizer", f"{HERE}/agenda"),
    LookedAt("agenda-of-unit", "unit", f"{HERE}/agenda"),
    LookedAt("agenda-public", None, f"{HERE}/agenda/public"),
    LookedAt("agenda-run", "chair", f"{HERE}/agenda/run"),
    LookedAt("agenda-screen", "chair", f"{HERE}/agenda/screen"),
    LookedAt("accounts", "administrator", "/accounts"),
    LookedAt("account-new", "administrator", "/accounts/new"),
    LookedAt("account-password", "administrator", "/accounts/{account}/password"),
    LookedAt("failed-events", "administrator", "/failed-events"),
    LookedAt("audit", "administrator", "/audit"),
    LookedAt("api-docs", None, "/api/docs"),
)
