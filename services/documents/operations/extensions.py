"""More time: a unit asks, the organizer grants or refuses, or grants unasked. Both readings follow the granted day."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging import outbox
from chassis.web.problems import FORBIDDEN, STEP_NOT_POSSIBLE, Problem
from chassis.web.resource import found
from chassis.workflow import TransitionRefused
from services.documents.models import Extension, Obligation
from services.documents.operations.announce_obligation import announced
from services.documents.operations.obligations import SUBMISSION, begin_work
from services.documents.operations.spread_plan import follow_extension
from services.documents.operations.steps import done_meanwhile, expect_version, keep_step
from services.documents.problems.submissions import EXTENSION_ASKED_ALREADY, EXTENSION_NOT_LATER, EXTENSION_NOT_NEEDED
from services.documents.queries.conference_facts import conference_zone
from services.documents.workflows.extension import ASK_EXTENSION, EXTENSION_WORKFLOW, ExtensionAction, ExtensionState
from services.documents.workflows.submission import CAME

ASKED = "documents.extension_asked.v1"
WITHDRAWN = "documents.extension_withdrawn.v1"
REFUSED = "documents.extension_refused.v1"
EXTENDED = "documents.obligation_extended.v1"


def ask_extension(
    session: Session,
    obligation: Obligation,
    wanted_to: date,
    reason: str,
    version: int,
    *,
    by: Identity,
    clock: Clock,
) -> Extension:
    """Ask for a later day. Raises `Problem`: done-meanwhile, extension-not-needed, -not-later, -asked-already."""
    expect_version(session, obligation, version, SUBMISSION)
    if obligation.state in CAME:
        raise Problem(EXTENSION_NOT_NEEDED)
    _require_later(wanted_to, max(obligation.due_date, obligation.extended_to or obligation.due_date))
    if open_extension(session, obligation.id) is not None:
        raise Problem(EXTENSION_ASKED_ALREADY)
    now = clock()
    begin_work(obligation, now)
    extension = _new(obligation, ExtensionState.ASKED, by, clock)
    extension.reason, extension.wanted_to = reason, wanted_to
    session.add(extension)
    keep_step(session, obligation, ASK_EXTENSION, by=by, at=now, reason=reason)
    told = announced(obligation) | {"reason": reason, "wanted_to": wanted_to, "asked_by": by.name}
    outbox.record(session, obligation, ASKED, told, clock=clock)
    return extension


def withdraw_extension(session: Session, obligation: Obligation, version: int, *, by: Identity, clock: Clock) -> None:
    """Take the request back. Raises `Problem`: done-meanwhile, forbidden, not-found where none was asked for."""
    expect_version(session, obligation, version, SUBMISSION)
    _step(session, obligation, _last(session, obligation), ExtensionAction.WITHDRAW, by)
    keep_step(session, obligation, ExtensionAction.WITHDRAW, by=by, at=clock())
    outbox.record(session, obligation, WITHDRAWN, announced(obligation), clock=clock)


def refuse_extension(
    session: Session, obligation: Obligation, word: str, version: int, *, by: Identity, clock: Clock
) -> None:
    """Let the day be as it is, and say why. Raises `Problem`: done-meanwhile, not-found where none was asked for."""
    expect_version(session, obligation, version, SUBMISSION)
    extension = _last(session, obligation)
    _decide(session, obligation, extension, ExtensionAction.REFUSE, word, by, clock)
    keep_step(session, obligation, ExtensionAction.REFUSE, by=by, at=clock(), reason=word)
    told = announced(obligation) | {"word": word, "wanted_to": extension.wanted_to}
    outbox.record(session, obligation, REFUSED, told, clock=clock)


def grant_extension(
    session: Session,
    obligation: Obligation,
    granted_to: date,
    word: str | None,
    version: int,
    *,
    by: Identity,
    clock: Clock,
) -> None:
    """Give time until the day that was asked for or another, or unasked. An earlier grant is replaced.

    Raises `Problem`: done-meanwhile, extension-not-needed, extension-not-later than the plan's day.
    """
    expect_version(session, obligation, version, SUBMISSION)
    if obligation.state in CAME:
        raise Problem(EXTENSION_NOT_NEEDED)
    _require_later(granted_to, obligation.due_date)
    now = clock()
    begin_work(obligation, now)
    extension = open_extension(session, obligation.id)
    asked = extension is not None
    if extension is None:
        extension = _new(obligation, ExtensionState.ASKED, by, clock)
        session.add(extension)
    _decide(session, obligation, extension, ExtensionAction.GRANT, word, by, clock)
    extension.granted_to = obligation.extended_to = granted_to
    follow_extension(obligation, str(found(conference_zone(session, obligation.conference))))
    keep_step(session, obligation, ExtensionAction.GRANT, by=by, at=now, reason=word)
    told = announced(obligation) | {"granted_to": granted_to, "word": word, "asked": asked}
    outbox.record(session, obligation, EXTENDED, told, clock=clock)


def open_extension(session: Session, obligation_id: UUID) -> Extension | None:
    """The request that nobody has decided."""
    asked = (Extension.obligation_id == obligation_id) & (Extension.state == ExtensionState.ASKED)
    return session.scalar(select(Extension).where(asked))


def _new(obligation: Obligation, state: ExtensionState, by: Identity, clock: Clock) -> Extension:
    return Extension(
        id=uuid4(),
        conference=obligation.conference,
        obligation_id=obligation.id,
        state=state,
        asked_by=by.name,
        asked_at=clock(),
    )


def _last(session: Session, obligation: Obligation) -> Extension:
    """The request that is open, else the last one that was: its state refuses the step, and says who decided it."""
    last = select(Extension).where(Extension.obligation_id == obligation.id).order_by(Extension.asked_at.desc())
    return open_extension(session, obligation.id) or found(session.scalars(last).first())


def _decide(
    session: Session,
    obligation: Obligation,
    extension: Extension,
    action: ExtensionAction,
    word: str | None,
    by: Identity,
    clock: Clock,
) -> None:
    _step(session, obligation, extension, action, by)
    extension.decided_by, extension.decided_at, extension.word = by.name, clock(), word


def _step(
    session: Session, obligation: Obligation, extension: Extension, action: ExtensionAction, by: Identity
) -> None:
    try:
        extension.state = EXTENSION_WORKFLOW.next(extension.state, action, by.role)
    except TransitionRefused as refusal:
        if refusal.wrong_role:
            raise Problem(FORBIDDEN) from refusal
        members = {"state": refusal.state.value, "action": refusal.action.value}
        told = done_meanwhile(session, obligation, SUBMISSION, members, among=list(ExtensionAction))
        raise told or Problem(STEP_NOT_POSSIBLE, members=members) from refusal


def _require_later(day: date, than: date) -> None:
    if day <= than:
        raise Problem(EXTENSION_NOT_LATER, day=f"{than.day}/{than.month}/{than.year}")
