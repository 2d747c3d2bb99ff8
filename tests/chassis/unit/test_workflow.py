"""Workflows are tables."""

from __future__ import annotations

from enum import StrEnum

import pytest

from chassis.auth.roles import Role
from chassis.workflow import Transition, TransitionRefused, Workflow


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"


class Push(StrEnum):
    CLOSE = "close"
    REOPEN = "reopen"


CLOSE = Transition(Door.OPEN, Push.CLOSE, Door.SHUT, frozenset({Role.ORGANIZER, Role.RECEPTIONIST}))
REOPEN = Transition(Door.SHUT, Push.REOPEN, Door.OPEN, frozenset({Role.ORGANIZER}))
DOOR = Workflow("door", [CLOSE, REOPEN])


def test_a_step_in_the_table_leads_to_its_target() -> None:
    assert DOOR.next(Door.OPEN, Push.CLOSE, Role.RECEPTIONIST) is Door.SHUT


def test_a_step_from_the_wrong_state_is_refused_for_the_state() -> None:
    with pytest.raises(TransitionRefused) as refusal:
        DOOR.next(Door.SHUT, Push.CLOSE, Role.ORGANIZER)
    assert refusal.value.wrong_role is False


def test_a_step_by_the_wrong_role_is_refused_for_the_role() -> None:
    with pytest.raises(TransitionRefused) as refusal:
        DOOR.next(Door.SHUT, Push.REOPEN, Role.RECEPTIONIST)
    assert refusal.value.wrong_role is True


def test_actions_are_what_the_role_may_do_now() -> None:
    assert DOOR.actions(Door.SHUT, Role.ORGANIZER) == (Push.REOPEN,)
    assert DOOR.actions(Door.SHUT, Role.RECEPTIONIST) == ()


def test_two_rows_for_one_step_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="two rows"):
        Workflow("door", [CLOSE, CLOSE])
