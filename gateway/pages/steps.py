"""Steps that a page takes on one thing: what comes back when they are refused, and where the person goes then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from gateway.clients.services import ServiceProblem
from gateway.pages.access import safe_target

CONFLICT, UNPROCESSABLE = 409, 422


def attempted(step: Callable[[], Any]) -> Any | None:
    """What the step answers; None when it was refused as things stand, which the next page then says."""
    try:
        return step()
    except ServiceProblem as problem:
        if problem.status not in (CONFLICT, UNPROCESSABLE):
            raise
        flash(f"{problem.title}. {problem.detail}", "error")
        return None


def stepped(
    step: Callable[[], Any], done: str, again: Callable[[ServiceProblem], ResponseReturnValue]
) -> ResponseReturnValue:
    """To the page `done` after the step; when it was refused as things stand, `again` with what was typed."""
    try:
        step()
    except ServiceProblem as problem:
        if problem.status not in (CONFLICT, UNPROCESSABLE):
            raise
        return again(problem)
    return redirect(done, 303)


def back(default: str) -> ResponseReturnValue:
    """To the page that the button stood on (its hidden field `next`), else to `default`."""
    wanted = request.form.get("next")
    return redirect(safe_target(wanted) if wanted else default, 303)
