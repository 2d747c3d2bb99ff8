"""Accounts, for the administrator. The example of a page with a form, on the gateway's own data."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from marshmallow import ValidationError
from sqlalchemy.orm import Session

from chassis.auth.roles import Role
from chassis.db.idempotency import claim, request_hash
from chassis.web.problems import Problem, field_faults, invalid_input
from chassis.web.resource import found
from gateway.auth.reader import require_reader
from gateway.clients.services import ServiceProblem
from gateway.clients.transport import ServiceUnavailable
from gateway.context import parts
from gateway.language import page_language
from gateway.models.account import Account
from gateway.operations.accounts import (
    change_password,
    create_account,
    disable_account,
    enable_account,
    find_account,
)
from gateway.pages.choices import unit_choices
from gateway.pages.conference_at_hand import visible_conferences
from gateway.pages.forms import FormState, refused
from gateway.pages.own_password import new_password
from gateway.pages.tables import Table, list_query
from gateway.problems import LAST_ADMINISTRATOR
from gateway.queries.lists import list_accounts
from gateway.schemas.accounts import ROLES, AccountArguments, AccountSchema, NewAccountSchema

blueprint = Blueprint("accounts", __name__, url_prefix="/accounts")

FILTERS = ("q", "role")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Who may sign in."""
    try:
        arguments = AccountArguments().load({k: v for k, v in list_query(FILTERS).items() if v is not None})
    except ValidationError as error:
        raise _invalid(error) from None
    with parts().database.read() as session:
        page = list_accounts(session, arguments)
        items = AccountSchema(many=True).dump(page.items)
    answer = {"items": items, "page": page.page, "page_size": page.page_size, "total": page.total}
    return render_template("accounts/list.html", table=Table.of(answer, FILTERS, "full_name"), roles=ROLES)


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """An empty form."""
    return render_template("accounts/new.html", form=FormState(), **_choices())


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Create the account, or show the form again with what is wrong."""
    form = FormState.sent()
    try:
        _create(form)
    except Problem as problem:
        kept = FormState({name: value for name, value in form.values.items() if name != "password"})
        return refused("accounts/new.html", kept, problem, **_choices())
    flash(_("Đã lập tài khoản %(email)s.", email=form.values["email"]), "success")
    return redirect(url_for("accounts.index"), 303)


@blueprint.get("/<uuid:account_id>/password")
def password(account_id: UUID) -> ResponseReturnValue:
    """An empty form for another password."""
    return render_template("accounts/password.html", form=FormState(), account=_account(account_id))


@blueprint.post("/<uuid:account_id>/password")
def reset_password(account_id: UUID) -> ResponseReturnValue:
    """Give somebody who forgot theirs another password."""
    form = FormState.sent()
    here = parts()
    try:
        data = new_password(form)
        with here.database.write() as session:
            account = found(find_account(session, account_id))
            change_password(session, account, data["password"])
    except Problem as problem:
        return refused("accounts/password.html", FormState(), problem, account=_account(account_id))
    here.tokens.forget_all()
    flash(_("Đã đặt lại mật khẩu của %(email)s. Mọi phiên đăng nhập đã kết thúc.", email=account.email), "success")
    return redirect(url_for("accounts.index"), 303)


@blueprint.post("/<uuid:account_id>/disable")
def disable(account_id: UUID) -> ResponseReturnValue:
    """Close an account; it can be opened again, so nothing is asked."""
    here = parts()
    try:
        with here.database.write() as session:
            account = found(find_account(session, account_id))
            disable_account(session, account, clock=here.clock)
    except Problem as problem:
        if problem.kind is not LAST_ADMINISTRATOR:
            raise
        flash(problem.body(page_language())["detail"], "danger")
        return redirect(url_for("accounts.index"), 303)
    here.tokens.forget_all()
    flash(_("Đã khoá tài khoản %(email)s. Mọi phiên đăng nhập đã kết thúc.", email=account.email), "success")
    return redirect(url_for("accounts.index"), 303)


@blueprint.post("/<uuid:account_id>/enable")
def enable(account_id: UUID) -> ResponseReturnValue:
    """Open an account again."""
    with parts().database.write() as session:
        account = found(find_account(session, account_id))
        enable_account(account)
    flash(_("Đã mở lại tài khoản %(email)s.", email=account.email), "success")
    return redirect(url_for("accounts.index"), 303)


def _choices() -> dict[str, Any]:
    """What the form offers. Without registration, units and conferences are typed by their codes."""
    roles = [role for role in ROLES if role != Role.DELEGATE]
    try:
        conferences = visible_conferences()
        units = {code: name for each in conferences for code, name in unit_choices(each["slug"])}
    except (ServiceProblem, ServiceUnavailable):
        conferences, units = [], {}
    titles = [(each["slug"], each["short_title"]) for each in conferences]
    return {"roles": roles, "units": list(units.items()), "conferences": titles}


def _account(account_id: UUID) -> Account:
    with parts().database.read() as session:
        return found(find_account(session, account_id))


def _create(form: FormState) -> None:
    names = ("email", "password", "full_name", "role", "unit", "delegate", "conference")
    try:
        data = NewAccountSchema().load({name: form.text(name) for name in names if form.text(name)})
    except ValidationError as error:
        raise _invalid(error) from None
    here = parts()
    with here.database.write() as session:
        if _done_before(session, form):
            return
        create_account(session, **{**data, "role": Role(data["role"])}, clock=here.clock)


def _done_before(session: Session, form: FormState) -> bool:
    """Whether this very form came already: a second click gets the answer of the first."""
    caller = require_reader().identity.subject
    asked = request_hash(request.method, request.path, b"")
    return claim(session, caller, form.key, asked, parts().clock()) is not None


def _invalid(error: ValidationError) -> Problem:
    return invalid_input(field_faults(error.messages, page_language()))
