"""Changing one's own password, the same for pages and API."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.web.problems import FieldFault, Problem, invalid_input
from chassis.web.resource import found
from gateway.context import parts
from gateway.models.account import Account
from gateway.operations.accounts import change_password, find_account
from gateway.operations.passwords import password_matches


def change_own_password(session: Session, who: Identity, current: str, password: str) -> Account:
    """The account with its new password. Only so many wrong guesses at the present one are taken.

    Raises bad input, `too-many-requests`, and not-found for whoever has no account.
    """
    kind, _, account_id = who.subject.partition("/")
    account = found(find_account(session, UUID(account_id)) if kind == "account" else None)
    keys = {"own_password": who.subject}
    parts().attempts.check(keys)
    if not password_matches(account.password_hash, current):
        parts().attempts.count_failure(keys)
        raise _wrong_password()
    change_password(session, account, password)
    return account


def _wrong_password() -> Problem:
    return invalid_input([FieldFault("/current_password", "Mật khẩu hiện tại không đúng.")])
