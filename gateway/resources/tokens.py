"""API tokens: get one for a password, give it back, ask whose it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import g, request
from flask.views import MethodView

from chassis.auth.roles import Role
from chassis.web.blueprint import Blueprint
from chassis.web.resource import permit
from gateway.auth.own_password import change_own_password
from gateway.auth.sign_in import sign_in
from gateway.context import parts
from gateway.operations.tokens import issue_token, revoke_token
from gateway.resources.base import GatewayResource
from gateway.schemas.accounts import OwnPasswordSchema, ReaderSchema, SignInSchema, TokenSchema

blueprint = Blueprint("api_tokens", __name__, url_prefix="/api/v1")

PEOPLE = tuple(role for role in Role if role is not Role.GATEWAY)


@blueprint.route("/tokens")
class Tokens(MethodView):
    """Where tokens come from."""

    @blueprint.doc(operationId="create_token", tags=["tokens"], security=[])
    @blueprint.arguments(SignInSchema)
    @blueprint.response(201, TokenSchema)
    @blueprint.problems(401, 422, 429)
    def post(self, data: dict[str, str]) -> dict[str, str]:
        """Get an API token for e-mail and password."""
        here = parts()
        account = sign_in(data["email"], data["password"])
        g.audit_identity = account.identity()
        lifetime = timedelta(hours=here.config.token_hours)
        with here.database.write() as session:
            return {"token": issue_token(session, account, lifetime, clock=here.clock)}


@blueprint.route("/tokens/current")
class CurrentToken(GatewayResource):
    """The token that is shown."""

    @permit(*PEOPLE)
    @blueprint.doc(operationId="revoke_current_token", tags=["tokens"])
    @blueprint.response(204)
    def delete(self) -> None:
        """Make the token that is shown worthless."""
        token = request.headers["Authorization"].partition(" ")[2]
        revoke_token(self.session, token)
        self.once_committed(lambda: parts().tokens.forget(token))


@blueprint.route("/me/password")
class OwnPassword(GatewayResource):
    """The password of whoever shows the token."""

    @permit(*PEOPLE)
    @blueprint.doc(operationId="change_own_password", tags=["accounts"])
    @blueprint.arguments(OwnPasswordSchema)
    @blueprint.response(204)
    @blueprint.problems(422, 429)
    def put(self, data: dict[str, str]) -> None:
        """Change one's own password: every session and token of the account ends, this one too."""
        change_own_password(self.session, self.identity, data["current_password"], data["password"])
        self.once_committed(parts().tokens.forget_all)


@blueprint.route("/me")
class Me(GatewayResource):
    """Whoever shows the token."""

    @permit(*PEOPLE)
    @blueprint.doc(operationId="who_am_i", tags=["tokens"])
    @blueprint.response(200, ReaderSchema)
    def get(self) -> Any:
        """Ask whose token this is."""
        return self.identity
