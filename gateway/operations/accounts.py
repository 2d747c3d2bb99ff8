"""Accounts: create, disable, give a new password, sign in."""

from __future__ import annotations

import unicodedata
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from chassis.auth.roles import Role
from chassis.clock import Clock
from chassis.messaging.outbox import record
from chassis.web.problems import FieldFault, Problem, invalid_input
from gateway.models.account import Account
from gateway.models.api_token import ApiToken
from gateway.operations.passwords import MAX_LENGTH, MIN_LENGTH, hash_password, password_matches
from gateway.problems import EMAIL_TAKEN, LAST_ADMINISTRATOR

UNIT_ROLES = frozenset({Role.UNIT, Role.BROADCASTER, Role.DEPARTMENT})
"""Roles that act for a unit; the broadcaster's is the station that owes the film, a department's its own room."""
ALL_CONFERENCES = "all"
"""What an event of an account names as its conference when the account is not limited to one."""


def create_account(
    session: Session,
    *,
    email: str,
    password: str,
    full_name: str,
    role: Role,
    unit: str | None = None,
    delegate: UUID | None = None,
    conference: str | None = None,
    clock: Clock,
) -> Account:
    """A new account, announced as `gateway.account_created.v1`. A unit is kept for those who act for one.

    Raises the problem `email-taken`, or bad input: a role unit without a unit, a role delegate without a delegate,
    an administrator of one conference only, a password too short or too long.
    """
    email = normal_email(email)
    _check_new(role, unit, delegate, conference)
    _check_password(password)
    if find_by_email(session, email) is not None:
        raise Problem(EMAIL_TAKEN)
    account = Account(
        email=email,
        password_hash=hash_password(password),
        full_name=unicodedata.normalize("NFC", full_name.strip()),
        role=role.value,
        unit=unit if role in UNIT_ROLES else None,
        delegate=delegate if role is Role.DELEGATE else None,
        conference=conference,
        created_at=clock(),
    )
    session.add(account)
    record(session, account, "gateway.account_created.v1", _announced(session, account), clock=clock)
    return account


def disable_account(session: Session, account: Account, *, clock: Clock) -> None:
    """End every session and token of the account; it can no longer sign in. Twice is once.

    Raises the problem `last-administrator`: somebody must be left who can open accounts again.
    """
    if account.disabled_at is None:
        _require_another_administrator(session, account)
        account.disabled_at = clock()
        _end_sessions(session, account)


def enable_account(account: Account) -> None:
    """Let the person sign in again."""
    account.disabled_at = None


def change_password(session: Session, account: Account, password: str) -> None:
    """Set a new password; every session and token of the account ends. Raises bad input."""
    _check_password(password)
    account.password_hash = hash_password(password)
    _end_sessions(session, account)


def authenticate(session: Session, email: str, password: str) -> Account | None:
    """The account these belong to, or None. Takes as long either way, so that it does not tell which e-mails exist."""
    account = find_by_email(session, normal_email(email))
    matches = password_matches(account.password_hash if account else None, password)
    return account if account is not None and matches and account.enabled else None


def find_by_email(session: Session, email: str) -> Account | None:
    """The account with this address."""
    return session.scalar(select(Account).where(Account.email == normal_email(email)))


def find_account(session: Session, account_id: UUID) -> Account | None:
    """The account with this id."""
    return session.get(Account, account_id)


def normal_email(email: str) -> str:
    """E-mail addresses are compared without regard to case and surrounding blanks."""
    return unicodedata.normalize("NFC", email).strip().lower()


def _check_new(role: Role, unit: str | None, delegate: UUID | None, conference: str | None) -> None:
    if role is Role.GATEWAY:
        raise invalid_input([FieldFault("/role", "Không dùng được vai trò này.")])
    if role is Role.UNIT and not unit:
        raise invalid_input([FieldFault("/unit", "Vai trò đơn vị cần chọn đơn vị.")])
    if role is Role.DELEGATE and delegate is None:
        raise invalid_input([FieldFault("/delegate", "Vai trò đại biểu cần chọn đại biểu.")])
    if role is Role.ADMINISTRATOR and conference is not None:
        # Accounts, the audit trail and failed events are of all conferences: a limit would be one in name only.
        raise invalid_input(
            [FieldFault("/conference", "Vai trò quản trị phụ trách mọi hội nghị, xin để trống mục này.")]
        )


def _require_another_administrator(session: Session, account: Account) -> None:
    if account.role != Role.ADMINISTRATOR:
        return
    # Locked: two administrators who close each other out at once wait for one another.
    working = select(Account).where(Account.role == Role.ADMINISTRATOR.value, Account.disabled_at.is_(None))
    administrators = session.scalars(working.order_by(Account.id).with_for_update()).all()
    if all(each.id == account.id for each in administrators):
        raise Problem(LAST_ADMINISTRATOR)


def _check_password(password: str) -> None:
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH:
        raise invalid_input([FieldFault("/password", f"Mật khẩu cần từ {MIN_LENGTH} đến {MAX_LENGTH} ký tự.")])


def _end_sessions(session: Session, account: Account) -> None:
    account.session_version += 1
    session.execute(delete(ApiToken).where(ApiToken.account_id == account.id))


def _announced(session: Session, account: Account) -> dict[str, object]:
    # The id is given by the column's default when the row is flushed.
    session.flush()
    return {
        "conference": account.conference or ALL_CONFERENCES,
        "account_id": account.id,
        "email": account.email,
        "full_name": account.full_name,
        "role": account.role,
        "unit": account.unit,
    }
