"""Whether a scan may open the gate, apart from who was first."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.web.problems import Problem, ProblemType
from chassis.web.resource import found
from services.registration import rules
from services.registration.models import Conference
from services.registration.pass_codes import WrongCode, parse_code
from services.registration.passes import ForgedPass, PassSigner
from services.registration.problems.check_ins import (
    CODE_UNKNOWN,
    DELEGATE_NOT_CONFIRMED,
    DELEGATE_SUBSTITUTED,
    DELEGATE_UNKNOWN,
    GATE_NOT_PAIRED,
    GATE_UNKNOWN,
    PASS_EXPIRED,
    PASS_FORGED,
    PASS_OF_ANOTHER_CONFERENCE,
    PASS_REPLACED,
    PASS_REVOKED,
    SCANNED_IN_THE_FUTURE,
    SUBSTITUTED_BY,
)
from services.registration.queries.holders import Holder, find_by_code, find_by_delegate, find_by_pass
from services.registration.queries.substitutes import successor_of
from services.registration.workflows.check_in_log import corrected
from services.registration.workflows.delegate import DelegateState

CLOCK_TOLERANCE = timedelta(minutes=5)
"""How far a station's clock may be ahead of ours."""

Judgement = tuple[Holder | None, ProblemType | None]


@dataclass(frozen=True)
class Scan:
    """What a station sends: exactly one of pass, code and delegate_id, and when it was scanned by its own clock.

    `admitted` is what a station without a network decided by itself; None when it asks.
    """

    conference: str
    scan_id: UUID
    gate: str
    scanned_at: datetime
    by: Identity
    sent_at: datetime | None = None
    admitted: bool | None = None
    pass_text: str | None = None
    code: str | None = None
    delegate_id: UUID | None = None

    @cached_property
    def asked(self) -> str:
        """Hash of the content: the same scan_id with another one is another scan. When it was sent does not matter."""
        content = [
            self.pass_text,
            self.code,
            None if self.delegate_id is None else str(self.delegate_id),
            self.gate,
            self.scanned_at.astimezone(UTC).isoformat(),
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def judge_scan(session: Session, scan: Scan, signer: PassSigner, now: datetime) -> Judgement:
    """Whose scan it is, as far as known, and why it is refused, if it is.

    Raises `Problem` not-found when the conference does not exist. A pass is judged by the time of the scan: one scanned
    before the end of its conference is good, however late the scan arrives. A revoked one is not: nobody went in on it
    yet.
    """
    holder, problem = _find(session, scan, signer)
    if holder is not None:
        problem = _objection(holder, scan, now)
    if holder is None or not holder.gate_known:
        found(session.get(Conference, scan.conference))
    return holder, problem


def refusal(session: Session, problem: ProblemType, holder: Holder | None, members: dict[str, Any]) -> Problem:
    """Why a scan was refused, in words: of a substituted delegate also who comes instead."""
    following = None
    if problem is DELEGATE_SUBSTITUTED and holder is not None:
        following = successor_of(session, holder.delegate_id)
    if following is None:
        return Problem(problem, members=members)
    return Problem(replace(problem, detail=SUBSTITUTED_BY), members=members, substitute=following.full_name)


def _find(session: Session, scan: Scan, signer: PassSigner) -> Judgement:
    if scan.pass_text is not None:
        return _find_by_pass(session, scan, scan.pass_text, signer)
    if scan.code is not None:
        return _find_by_code(session, scan, scan.code)
    if scan.delegate_id is None:
        raise ValueError("a scan without pass, code and delegate_id")
    return _or(find_by_delegate(session, scan.conference, scan.gate, scan.delegate_id), DELEGATE_UNKNOWN)


def _find_by_pass(session: Session, scan: Scan, text: str, signer: PassSigner) -> Judgement:
    try:
        read = signer.read(text.strip())
    except ForgedPass:
        return None, PASS_FORGED
    if not read.is_for(scan.conference):
        return None, PASS_OF_ANOTHER_CONFERENCE
    return _or(find_by_pass(session, scan.conference, scan.gate, read.pass_id), PASS_FORGED)


def _find_by_code(session: Session, scan: Scan, text: str) -> Judgement:
    try:
        code = parse_code(text)
    except WrongCode:
        return None, CODE_UNKNOWN
    return _or(find_by_code(session, scan.conference, scan.gate, code), CODE_UNKNOWN)


def _or(holder: Holder | None, problem: ProblemType) -> Judgement:
    return (None, problem) if holder is None else (holder, None)


def _objection(holder: Holder, scan: Scan, now: datetime) -> ProblemType | None:
    if is_from_the_future(scan, now):
        return SCANNED_IN_THE_FUTURE
    if not holder.gate_known:
        return GATE_UNKNOWN
    if not rules.may_stand_at(scan.by, scan.gate):
        return GATE_NOT_PAIRED
    if holder.state == DelegateState.SUBSTITUTED:
        return DELEGATE_SUBSTITUTED
    if holder.revoked_at is not None:
        return PASS_REPLACED if holder.state == DelegateState.CONFIRMED else PASS_REVOKED
    if holder.expired_at is not None and holder.expired_at <= corrected(scan.scanned_at, scan.sent_at, now):
        return PASS_EXPIRED
    return None if holder.state == DelegateState.CONFIRMED else DELEGATE_NOT_CONFIRMED


def is_from_the_future(scan: Scan, now: datetime) -> bool:
    """Whether the station's clock cannot be right: the scan is later than its own sending, or than our time."""
    return scan.scanned_at > (scan.sent_at or now) + CLOCK_TOLERANCE
