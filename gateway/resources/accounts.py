"""Accounts over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.auth.roles import Role
from chassis.web.blueprint import Blueprint
from chassis.web.lists import page_schema
from chassis.web.resource import found, permit
from gateway.context import parts
from gateway.operations.accounts import (
    change_password,
    create_account,
    disable_account,
    enable_account,
    find_account,
)
from gateway.queries.lists import list_accounts
from gateway.resources.base import GatewayResource
from gateway.schemas.accounts import AccountArguments, AccountSchema, NewAccountSchema, NewPasswordSchema

blueprint = Blueprint("api_accounts", __name__, url_prefix="/api/v1/accounts")


@blueprint.route("")
class Accounts(GatewayResource):
    """All accounts."""

    @permit(Role.ADMINISTRATOR)
    @blueprint.doc(operationId="list_accounts", tags=["accounts"])
    @blueprint.arguments(AccountArguments, location="query")
    @blueprint.response(200, page_schema(AccountSchema))
    def get(self, arguments: dict[str, Any]) -> Any:
        """List accounts."""
        return list_accounts(self.session, arguments)

    @permit(Role.ADMINISTRATOR)
    @blueprint.doc(operationId="create_account", tags=["accounts"])
    @blueprint.arguments(NewAccountSchema)
    @blueprint.response(201, AccountSchema)
    def post(self, data: dict[str, Any]) -> Any:
        """Create an account."""
        return create_account(self.session, **{**data, "role": Role(data["role"])}, clock=self.context.clock)


@blueprint.route("/<uuid:account_id>/disable")
class DisableAccount(GatewayResource):
    """One account, to be closed."""

    @permit(Role.ADMINISTRATOR)
    @blueprint.doc(operationId="disable_account", tags=["accounts"])
    @blueprint.response(200, AccountSchema)
    def post(self, account_id: UUID) -> Any:
        """Disable an account: its sessions and tokens end at once."""
        account = found(find_account(self.session, account_id))
        disable_account(self.session, account, clock=self.context.clock)
        self.once_committed(parts().tokens.forget_all)
        return account


@blueprint.route("/<uuid:account_id>/password")
class PasswordOfAccount(GatewayResource):
    """The password of somebody who forgot it."""

    @permit(Role.ADMINISTRATOR)
    @blueprint.doc(operationId="reset_password", tags=["accounts"])
    @blueprint.arguments(NewPasswordSchema)
    @blueprint.response(200, AccountSchema)
    def post(self, data: dict[str, Any], account_id: UUID) -> Any:
        """Give an account another password: its sessions and tokens end at once."""
        account = found(find_account(self.session, account_id))
        change_password(self.session, account, data["password"])
        self.once_committed(parts().tokens.forget_all)
        return account


@blueprint.route("/<uuid:account_id>/enable")
class EnableAccount(GatewayResource):
    """One account, to be opened again."""

    @permit(Role.ADMINISTRATOR)
    @blueprint.doc(operationId="enable_account", tags=["accounts"])
    @blueprint.response(200, AccountSchema)
    def post(self, account_id: UUID) -> Any:
        """Let a disabled account sign in again."""
        account = found(find_account(self.session, account_id))
        enable_account(account)
        return account
