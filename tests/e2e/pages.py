"""Every page of the product and the role it is looked at as: for accessibility, and for the README's pictures."""

from __future__ import annotations

from dataclasses import dataclass

SLUG = "thai-nguyen-2024"
HERE = f"/conferences/{SLUG}"


@dataclass(frozen=True)
class LookedAt:
    """A page as one role sees it; role None is a stranger."""

    name: str
    role: str | None
    path: str


PAGES = (
    LookedAt("sign-in", None, "/sign-in"),
    LookedAt("unknown-link", None, "/l/unknown"),
    LookedAt("not-found", None, "/nowhere"),
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
    LookedAt("delegate-new", "organizer", f"{HERE}/delegates/new"),
    LookedAt("seating", "organizer", f"{HERE}/seating"),
    LookedAt("seating-of-receptionist", "receptionist", f"{HERE}/seating"),
    LookedAt("obligations", "organizer", f"{HERE}/obligations"),
    LookedAt("obligations-of-unit", "unit", f"{HERE}/obligations"),
    LookedAt("papers", "organizer", f"{HERE}/papers"),
    LookedAt("messages", "organizer", f"{HERE}/messages"),
    LookedAt("mailbox", "organizer", f"{HERE}/messages/mailbox"),
    LookedAt("unit", "unit", f"{HERE}/my"),
    LookedAt("name-delegate", "unit", f"{HERE}/my/delegates/new"),
    LookedAt("pass", "delegate", f"{HERE}/my"),
    LookedAt("gate-choice", "receptionist", f"{HERE}/gate"),
    LookedAt("gate", "receptionist", f"{HERE}/gate/cua-chinh"),
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
    LookedAt("accounts", "administrator", "/accounts"),
    LookedAt("account-new", "administrator", "/accounts/new"),
    LookedAt("failed-events", "administrator", "/failed-events"),
    LookedAt("audit", "administrator", "/audit"),
    LookedAt("api-docs", None, "/api/docs"),
)
