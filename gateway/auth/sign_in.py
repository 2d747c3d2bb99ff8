"""Signing in with e-mail and password, the same for pages and API."""

from __future__ import annotations

from flask import request

from chassis.web.problems import Problem
from gateway.context import parts
from gateway.models.account import Account
from gateway.operations.accounts import authenticate, normal_email
from gateway.problems import WRONG_SIGN_IN


def sign_in(email: str, password: str) -> Account:
    """The account. Raises `wrong-sign-in`, the same whatever was wrong, or `too-many-requests`."""
    here = parts()
    keys = {"address": request.remote_addr or "", "email": normal_email(email)}
    here.attempts.check(keys)
    with here.database.read() as session:
        account = authenticate(session, email, password)
    if account is None:
        here.attempts.count_failure(keys)
        raise Problem(WRONG_SIGN_IN)
    return account
