"""API tokens: issue, look up, revoke."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from chassis.clock import Clock
from gateway.models.account import Account
from gateway.models.api_token import ApiToken

PREFIX = "hn_"
"""Lets people and secret scanners tell what a stray token is."""


def token_hash(token: str) -> str:
    """What is kept of a token. A plain hash will do: nobody can guess 256 random bits."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def issue_token(session: Session, account: Account, lifetime: timedelta, *, clock: Clock) -> str:
    """A new token for the account. It is shown this once and cannot be read back."""
    token = PREFIX + secrets.token_urlsafe(32)
    now = clock()
    session.execute(delete(ApiToken).where(ApiToken.expires_at < now))
    session.add(
        ApiToken(
            token_hash=token_hash(token),
            account_id=account.id,
            session_version=account.session_version,
            created_at=now,
            expires_at=now + lifetime,
        )
    )
    session.flush()
    return token


def account_of_token(session: Session, hashed: str, *, clock: Clock) -> tuple[Account, ApiToken] | None:
    """Whose token this is; None when it is unknown, expired, or its account may not sign in."""
    statement = (
        select(Account, ApiToken)
        .join(ApiToken, ApiToken.account_id == Account.id)
        .where(
            ApiToken.token_hash == hashed,
            ApiToken.expires_at > clock(),
            ApiToken.session_version == Account.session_version,
            Account.disabled_at.is_(None),
        )
    )
    row = session.execute(statement).first()
    return None if row is None else (row[0], row[1])


def revoke_token(session: Session, token: str) -> None:
    """Make a token worthless. An unknown one is no error."""
    session.execute(delete(ApiToken).where(ApiToken.token_hash == token_hash(token)))
