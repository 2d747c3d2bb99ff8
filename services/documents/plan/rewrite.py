"""Writes changes of a plan into its file, so that the file goes on saying what holds."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from services.documents.plan.check import PlanRefused, load_plan
from services.documents.plan.data import plan_data
from services.documents.plan.model import Plan

WIDEST = 1 << 20
"""Lines are not broken anew."""


def rewritten(source: str, plan: Plan) -> str:
    """A file that says `plan`: `source` with other values in it, comments and order kept.

    Where that cannot be done (the plan has other things than the file), everything is written anew.
    """
    wanted = plan_data(plan)
    try:
        edited = _edited(source, wanted)
        if plan_data(load_plan(edited)) == wanted:
            return edited
    except (PlanRefused, YAMLError, LookupError, TypeError):
        pass
    return _dumped(_without_blanks(wanted))


def _edited(source: str, wanted: dict[str, Any]) -> str:
    document = _yaml().load(source)
    _edit(document, plan_data(load_plan(source)), wanted)
    return _dumped(document)


def _edit(node: Any, before: Any, after: Any) -> None:
    """Bring a mapping or list of the document from what it says to what it shall say."""
    keys = before.keys() if isinstance(before, dict) else range(max(len(before), len(after)))
    for key in keys:
        if before[key] == after[key]:
            continue
        if isinstance(after[key], dict | list) and isinstance(before[key], dict | list):
            _edit(node[key], before[key], after[key])
        elif after[key] is None:
            del node[key]
        else:
            node[key] = _written(after[key])


def _written(value: Any) -> Any:
    """A day as YAML writes days; anything else as it is."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return value


def _without_blanks(value: Any) -> Any:
    """Without what is not given, which a plan file leaves out."""
    if isinstance(value, dict):
        return {key: _without_blanks(inner) for key, inner in value.items() if inner is not None and inner != []}
    return [_without_blanks(inner) for inner in value] if isinstance(value, list) else value


def _dumped(document: Any) -> str:
    text = StringIO()
    _yaml().dump(document, text)
    return text.getvalue()


def _yaml() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = WIDEST
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
