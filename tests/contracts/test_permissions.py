"""Every operation of the API is called as every role, about own and others' things, and answers as the table says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hoinghi.reference import DOCS
from tests.contracts.calls import QUERIES, SENDERS, Things, body_of, failed_event, things_of
from tests.contracts.journey import HERE, Traces
from tests.contracts.permission_table import ALLOWED, FORBIDDEN, PAGE, PUBLIC, ROLES, page, permissions
from tests.contracts.world import BROADCASTER, Caller, Product

DOCUMENT: dict[str, Any] = json.loads((DOCS / "openapi.json").read_text("utf-8"))
"""As committed; that it is what the product serves is held by test_reference.py."""
OPERATIONS = {
    operation["operationId"]: (method.upper(), path)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
    if method in ("get", "put", "post", "patch", "delete")
}
TABLE = permissions()
ENDS = ("cancel_delegate", "excuse_delegate", "substitute_delegate", "disable_account", "end_station")
KNOWN = sorted(set(TABLE) & set(OPERATIONS), key=lambda name: (name in ENDS, OPERATIONS[name][0] != "GET", name))
"""Looking comes first, and what puts an end to something last."""
GATEWAY_OWN = ("token", "account", "audit", "password", "station", "who_am_i")
"""What only the bearer of an API token can ask; a guest has none."""
CASES = [
    pytest.param(operation, role, id=f"{operation}-{role}")
    for operation in KNOWN
    for role in ROLES
    if TABLE[operation][PUBLIC] == FORBIDDEN
    and not (role == "guest" and any(word in operation for word in GATEWAY_OWN))
]
SCOPED = ("unit", "delegate", "guest")
"""Roles with things of their own to be called about; the broadcaster's own are looked for in lists."""
NAMES_A_UNIT = ("register_delegate", "enter_petition", "nominate_for_medal")
"""What is asked for names the unit that it is for; it is nobody's yet."""
NOT_A_DELEGATES = ("get_invitation", "answer_invitation")
"""A delegate was named by the unit: the unit's invitation is not theirs."""
SHEETS = ("export_delegates", "get_delegates_template", "import_delegates", "export_obligations")
"""Spreadsheets name no ids; that a unit's are its own is held by tests/registration/integration/test_sheets.py."""

pytestmark = pytest.mark.usefixtures("traces")


@pytest.fixture(scope="module")
def things(product: Product, traces: Traces) -> dict[str, Things]:
    return things_of(product, traces)


def test_table_names_every_operation_of_the_api_and_no_other() -> None:
    assert sorted(TABLE) == sorted(OPERATIONS)


def test_page_for_people_is_what_the_table_says() -> None:
    assert PAGE.read_text("utf-8") == page(DOCUMENT)


def test_guest_may_open_their_badge_by_the_link_of_their_invitation(product: Product) -> None:
    """Asked before a later test excuses the guest: the badge of a dead pass is shown no more."""
    papers = product.callers["guest"].do("GET", f"{HERE}/papers")["items"]
    assert sorted(paper["kind"] for paper in papers) == ["badge", "invitation"]


@pytest.mark.parametrize(("operation", "role"), CASES)
def test_operation_answers_a_role_as_the_table_says(
    product: Product, things: dict[str, Things], operation: str, role: str
) -> None:
    permission = TABLE[operation][role]
    caller = product.callers[role]
    if permission == FORBIDDEN:
        assert _status(product, caller, operation, things["other"]) == 403
    elif permission == ALLOWED:
        assert _is_let_in(_status(product, caller, operation, things["other"]), operation)
    else:
        _assert_own_only(product, caller, operation, role, things)


@pytest.mark.parametrize("operation", KNOWN)
def test_operation_asks_strangers_to_sign_in(product: Product, things: dict[str, Things], operation: str) -> None:
    """A wrong password is a stranger's, too."""
    assert _status(product, product.stranger(), operation, things["other"]) == 401


@pytest.mark.parametrize("operation", [name for name in KNOWN if "{slug}" in OPERATIONS[name][1]])
def test_conference_is_closed_to_the_organizer_of_another(
    product: Product, things: dict[str, Things], operation: str
) -> None:
    expected = 404 if TABLE[operation]["organizer"] != FORBIDDEN else 403
    assert _status(product, product.callers["elsewhere"], operation, things["other"]) == expected


def _assert_own_only(product: Product, caller: Caller, operation: str, role: str, things: dict[str, Things]) -> None:
    if operation in SHEETS:
        assert _is_let_in(_status(product, caller, operation, things[role]), operation)
        return
    if "_id}" not in OPERATIONS[operation][1] and operation not in NAMES_A_UNIT:
        _assert_shows_own_only(product, caller, operation, role, things)
        return
    assert _status(product, caller, operation, things["other"]) == 404
    if not (role == "delegate" and operation in NOT_A_DELEGATES):
        assert _is_let_in(_status(product, caller, operation, things[role]), operation)


def _assert_shows_own_only(
    product: Product, caller: Caller, operation: str, role: str, things: dict[str, Things]
) -> None:
    query = {} if operation == "get_me" else {"page_size": "500"}
    answer = _call(product, caller, operation, things["other"], query)
    assert answer.status_code == 200, answer.text
    own = set(things[role].markers) if role in SCOPED else {BROADCASTER}
    foreign = {mark for each in things.values() for mark in each.markers} - own
    assert sorted(mark for mark in foreign if mark in answer.text) == []
    assert [mark for mark in own if mark in answer.text] != []


def _is_let_in(status: int, operation: str) -> bool:
    """Done, or refused for another reason than who asks: a stale version, a state that does not allow it.

    A password that was really changed would end the tokens of the callers, so the present one is given wrongly.
    """
    return status < 300 or status == (422 if operation == "change_own_password" else 409)


def _status(product: Product, caller: Caller, operation: str, things: Things) -> int:
    return int(_call(product, caller, operation, things).status_code)


def _call(product: Product, caller: Caller, operation: str, things: Things, query: dict[str, str] | None = None) -> Any:
    method, template = OPERATIONS[operation]
    values = dict(things.values)
    if "{event_id}" in template:
        values["event_id"] = failed_event(product, template.split("/")[2])
    if operation == "revoke_current_token" and caller.name in product.callers:
        caller = product.again(caller.name)
    path = template.format_map(values)
    if operation in SENDERS:
        return SENDERS[operation](caller, path)
    return caller.call(method, path, body_of(operation, things), query_string=query or QUERIES.get(operation, {}))
