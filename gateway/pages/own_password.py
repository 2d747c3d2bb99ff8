"""One's own password, for everyone with an account."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from marshmallow import ValidationError, fields, validates_schema

from chassis.web.problems import NOT_FOUND, Problem, field_faults, invalid_input
from gateway.auth.own_password import change_own_password
from gateway.auth.reader import begin_account_session, require_reader
from gateway.context import parts
from gateway.language import page_language
from gateway.pages.forms import FormState, refused
from gateway.schemas.accounts import NewPasswordSchema

blueprint = Blueprint("own_password", __name__, url_prefix="/password")


class TypedTwiceSchema(NewPasswordSchema):
    """A new password, typed twice because nobody sees it."""

    password_again = fields.String(load_default="")

    @validates_schema
    def check_same(self, data: dict[str, Any], **_options: Any) -> None:
        """A slip of the finger would lock its owner out."""
        if data.get("password") != data.get("password_again"):
            raise ValidationError(str(_("Hai lần gõ chưa giống nhau.")), "password_again")


@blueprint.get("")
def show() -> ResponseReturnValue:
    """An empty form."""
    _require_account()
    return render_template("own_password/show.html", form=FormState())


@blueprint.post("")
def change() -> ResponseReturnValue:
    """Change it; this browser stays signed in, every other session and token ends."""
    _require_account()
    form = FormState.sent()
    here = parts()
    try:
        password = new_password(form)["password"]
        with here.database.write() as session:
            current = form.values.get("current_password", "")
            account = change_own_password(session, require_reader().identity, current, password)
    except Problem as problem:
        return refused("own_password/show.html", FormState(), problem)
    here.tokens.forget_all()
    begin_account_session(account, here.clock())
    flash(_("Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc."), "success")
    return redirect(url_for("home.show"), 303)


def new_password(form: FormState) -> dict[str, Any]:
    """What was typed twice. Raises bad input."""
    try:
        typed = {name: form.values.get(name, "") for name in ("password", "password_again")}
        loaded: dict[str, Any] = TypedTwiceSchema().load(typed)
    except ValidationError as error:
        raise invalid_input(field_faults(error.messages, page_language())) from None
    return loaded


def _require_account() -> None:
    if require_reader().by_link:
        raise Problem(NOT_FOUND)
