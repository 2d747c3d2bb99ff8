"""Every state × action × role of a message, against the rule in words."""

from __future__ import annotations

from itertools import product

import pytest

from chassis.auth.roles import Role
from chassis.workflow import TransitionRefused
from services.notification.workflows.message import MESSAGE_WORKFLOW, MessageAction, MessageState, actions_on

OFFICE = {Role.ORGANIZER, Role.ADMINISTRATOR}
RETRIABLE = {MessageState.FAILED, MessageState.UNCERTAIN}


def test_people_can_only_retry_or_stop_and_only_the_office_does() -> None:
    allowed = {
        (state, action, role)
        for state, action, role in product(MessageState, MessageAction, Role)
        if _allowed(state, action, role)
    }

    stopped = product([MessageState.QUEUED], [MessageAction.CANCEL], OFFICE)
    assert allowed == {*product(RETRIABLE, [MessageAction.RETRY], OFFICE), *stopped}


@pytest.mark.parametrize("state", sorted(RETRIABLE))
def test_what_is_retried_is_queued(state: MessageState) -> None:
    assert MESSAGE_WORKFLOW.next(state, MessageAction.RETRY, Role.ORGANIZER) is MessageState.QUEUED


@pytest.mark.parametrize("state", [MessageState.SENT, MessageState.CANCELLED])
@pytest.mark.parametrize("action", MessageAction)
def test_nothing_follows_the_end(state: MessageState, action: MessageAction) -> None:
    with pytest.raises(TransitionRefused):
        MESSAGE_WORKFLOW.next(state, action, None)


@pytest.mark.parametrize("action", sorted(set(MessageAction) - {MessageAction.RETRY, MessageAction.DELIVER}))
def test_the_system_itself_never_moves_an_uncertain_message(action: MessageAction) -> None:
    with pytest.raises(TransitionRefused):
        MESSAGE_WORKFLOW.next(MessageState.UNCERTAIN, action, None)


def test_what_no_longer_holds_offers_nothing() -> None:
    assert actions_on(MessageState.FAILED, Role.ORGANIZER, obsolete=True, reminder=True) == ()


@pytest.mark.parametrize(("reminder", "offered"), [(True, (MessageAction.CANCEL,)), (False, ())])
def test_only_reminders_are_stopped_by_people(reminder: bool, offered: tuple[MessageAction, ...]) -> None:
    assert actions_on(MessageState.QUEUED, Role.ORGANIZER, obsolete=False, reminder=reminder) == offered


def _allowed(state: MessageState, action: MessageAction, role: Role) -> bool:
    try:
        MESSAGE_WORKFLOW.next(state, action, role)
    except TransitionRefused:
        return False
    return True
