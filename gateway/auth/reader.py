"""The person at a page, from the session cookie.

    {"account": id, "version": n, "begun": s, "seen": s}      signed in with a password
    {"link": token, "begun": s, "seen": s}                    came by a private link
    {"station": key, "begun": s, "seen": s}                   a device paired with a gate

The cookie is signed. What it says is checked again with every page: the account may have been disabled,
the link replaced, the time used up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast
from uuid import UUID

from flask import g, session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.web.problems import Problem
from gateway.auth.links import GATEWAY
from gateway.clients.services import Caller, ServiceProblem, Services
from gateway.context import GatewayParts, parts
from gateway.language import page_language
from gateway.models.account import Account
from gateway.operations.accounts import find_account

SEEN_EVERY = 60
"""Seconds between two notes of the last activity in the cookie."""
LINK_IDLE = timedelta(days=7)
LINK_LIFETIME = timedelta(days=60)
STATION_LIFETIME = timedelta(days=30)
"""A station that stays in a drawer has to be paired again. It is never idle: the door may be quiet."""


@dataclass(frozen=True)
class Reader:
    """Who is at the page, and how they came in."""

    identity: Identity
    kind: Literal["account", "unit", "guest", "delegate", "station"]
    email: str | None = None
    gates: tuple[str, ...] = ()
    """The gates a station may stand at."""

    @property
    def role(self) -> Role:
        """The role that decides which pages there are."""
        return self.identity.role

    @property
    def by_link(self) -> bool:
        """Whether they came by a private link, without an account."""
        return self.kind not in ("account", "station")

    @property
    def is_station(self) -> bool:
        """Whether this is a device at the door: it sees the pages of the gate and no others."""
        return self.kind == "station"


def begin_account_session(account: Account, now: datetime) -> None:
    """Sign the person in. Whatever the session held before is dropped, so that nobody can plant one."""
    _begin({"account": str(account.id), "version": account.session_version}, now)


def begin_link_session(token: str, now: datetime) -> None:
    """Let the bearer of a private link in, for what the link covers and nothing else."""
    _begin({"link": token}, now)


def begin_station_session(key: str, now: datetime) -> None:
    """Make this browser a station. Its session outlives the browser's being closed."""
    _begin({"station": key}, now)
    session.permanent = True


def end_session() -> None:
    """Sign out."""
    session.clear()
    g.reader = None


def current_reader() -> Reader | None:
    """Who is at the page; None for a stranger. Raises `ServiceUnavailable` when a link cannot be checked.

    A station whose pairing has ended is a stranger; `pairing_has_ended` tells why.
    """
    if "reader" not in g:
        g.reader = _resolve(parts())
    return cast("Reader | None", g.reader)


def pairing_has_ended() -> bool:
    """Whether this browser was a station until its pairing was ended."""
    return current_reader() is None and "station" in session


def require_reader() -> Reader:
    """Who is at the page, on a page that only signed-in people get to."""
    reader = current_reader()
    if reader is None:
        raise LookupError("this page was reached without signing in")
    return reader


def look_again() -> None:
    """Ask anew what the private link at hand opens: a guest who attends has become a delegate with papers."""
    if "link" in session:
        parts().links.forget(session["link"])
        g.pop("reader", None)


def services() -> Services:
    """The services, asked on behalf of whoever is at the page."""
    here = parts()
    return Services(here.transports, here.signer, Caller(require_reader().identity, page_language()))


def services_for_strangers() -> Services:
    """The services, asked for what is public: whoever looks is nobody in particular."""
    here = parts()
    return Services(here.transports, here.signer, Caller(GATEWAY, page_language()))


def _begin(values: dict[str, Any], now: datetime) -> None:
    session.clear()
    seconds = int(now.timestamp())
    session.update(values, begun=seconds, seen=seconds)
    g.pop("reader", None)


def resolve_again(values: Mapping[str, Any]) -> Reader | None:
    """Who a session with these values belongs to now; for streams, which stay open without being idle."""
    here = parts()
    return _reader(here, values, int(here.clock().timestamp()), idle=False)


def _resolve(here: GatewayParts) -> Reader | None:
    now = int(here.clock().timestamp())
    reader = _reader(here, session, now, idle=True)
    if reader is None and not g.get("pairing_has_ended"):
        for name in ("account", "version", "link", "station", "begun", "seen"):
            session.pop(name, None)
    elif reader is not None and now - session.get("seen", 0) >= SEEN_EVERY:
        session["seen"] = now
    return reader


def _reader(here: GatewayParts, values: Mapping[str, Any], now: int, *, idle: bool) -> Reader | None:
    if "account" in values:
        config = here.config
        limits = timedelta(minutes=config.session_idle_minutes), timedelta(hours=config.session_hours)
        return _reader_by_account(here, values) if _in_time(values, now, idle, *limits) else None
    if "link" in values:
        return _reader_by_link(here, values) if _in_time(values, now, idle, LINK_IDLE, LINK_LIFETIME) else None
    if "station" in values:
        return _reader_by_station(here, values) if _in_time(values, now, False, LINK_IDLE, STATION_LIFETIME) else None
    return None


def _in_time(values: Mapping[str, Any], now: int, idle: bool, idle_limit: timedelta, lifetime: timedelta) -> bool:
    active = not idle or now - values.get("seen", 0) < idle_limit.total_seconds()
    return bool(active and now - values.get("begun", 0) < lifetime.total_seconds())


def _reader_by_account(here: GatewayParts, values: Mapping[str, Any]) -> Reader | None:
    with here.database.read() as database_session:
        account = find_account(database_session, UUID(values["account"]))
    if account is None or not account.enabled or account.session_version != values.get("version"):
        return None
    return Reader(account.identity(), "account", account.email)


def _reader_by_link(here: GatewayParts, values: Mapping[str, Any]) -> Reader | None:
    try:
        opened = here.links.open(values["link"])
    except ServiceProblem:
        return None
    return Reader(opened.identity, cast(Literal["unit", "guest", "delegate"], opened.kind))


def _reader_by_station(here: GatewayParts, values: Mapping[str, Any]) -> Reader | None:
    try:
        paired = here.stations.find(values["station"])
    except Problem:
        g.pairing_has_ended = True
        return None
    return Reader(paired.identity, "station", gates=paired.gates) if paired else None
