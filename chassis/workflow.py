"""Workflows as tables of transitions (architecture.md, rule 4).

The same table decides whether a step is allowed, draws the buttons, writes the documentation, and
generates the test of every state × action × role.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from chassis.auth.roles import Role

State = TypeVar("State", bound=StrEnum)
Action = TypeVar("Action", bound=StrEnum)


class TransitionRefused(Exception):
    """The step is not in the table: not from this state (`wrong_role` false), or not for this role."""

    def __init__(self, state: StrEnum, action: StrEnum, role: Role | None, *, wrong_role: bool) -> None:
        super().__init__(f"{role or 'the system'} cannot {action} from {state}")
        self.state = state
        self.action = action
        self.role = role
        self.wrong_role = wrong_role


@dataclass(frozen=True)
class Transition(Generic[State, Action]):
    """From `source`, `action` by one of `roles` leads to `target`. No roles: a step of the system only."""

    source: State
    action: Action
    target: State
    roles: frozenset[Role]


class Workflow(Generic[State, Action]):
    """A table of transitions. Two rows for the same state and action are a mistake (`ValueError`)."""

    def __init__(self, name: str, transitions: Iterable[Transition[State, Action]]) -> None:
        self.name = name
        self.transitions = tuple(transitions)
        self._table = {(row.source, row.action): row for row in self.transitions}
        if len(self._table) != len(self.transitions):
            raise ValueError(f"workflow {name} has two rows for one state and action")

    def next(self, state: State, action: Action, role: Role | None) -> State:
        """The state after the step; role None is the system itself. Raises `TransitionRefused`."""
        row = self._table.get((state, action))
        if row is None:
            raise TransitionRefused(state, action, role, wrong_role=False)
        if role is not None and role not in row.roles:
            raise TransitionRefused(state, action, role, wrong_role=True)
        return row.target

    def actions(self, state: State, role: Role) -> tuple[Action, ...]:
        """What this role may do now, in the order of the table: the buttons of a page."""
        return tuple(row.action for row in self.transitions if row.source == state and role in row.roles)
