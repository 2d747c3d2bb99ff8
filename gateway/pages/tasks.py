"""What waits for a person today, each with its one action; drawn from the services for each role.

A service that does not answer costs its own tasks only; the page then says that the list is not complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from chassis.auth.roles import Role
from gateway.auth.reader import Reader
from gateway.clients.services import ServiceProblem
from gateway.clients.transport import ServiceUnavailable
from gateway.pages.counted_tasks import COUNTED
from gateway.pages.single_tasks import SINGLE, dead_events
from gateway.pages.task import Task

SERVICES = ("registration", "documents", "notification")


@dataclass
class TaskList:
    """The tasks, and whether a service did not answer."""

    tasks: list[Task] = field(default_factory=list)
    complete: bool = True

    def add_from(self, source: Callable[..., Iterator[Task]], *arguments: Any, about: str = "") -> None:
        """Add what a source finds; `about` says with each which conference it belongs to."""
        try:
            self.tasks += [_named(task, about) for task in source(*arguments)]
        except (ServiceProblem, ServiceUnavailable):
            self.complete = False


def tasks_for(reader: Reader, conferences: list[dict[str, Any]]) -> TaskList:
    """Everything that waits for this person: what can be done at once first, then by deadline."""
    found = TaskList()
    sources = [waiting.tasks for waiting in COUNTED.get(reader.role, ())] + list(SINGLE.get(reader.role, ()))
    for conference in conferences:
        about = conference["short_title"] if len(conferences) > 1 else ""
        for source in sources:
            found.add_from(source, conference, about=about)
    if reader.role is Role.ADMINISTRATOR:
        for service in SERVICES:
            found.add_from(dead_events, service)
    found.tasks.sort(key=lambda task: task.due or "")
    return found


def _named(task: Task, about: str) -> Task:
    return replace(task, detail=" · ".join(filter(None, (task.detail, about)))) if about else task
