"""The table of permissions, read from permissions.yaml, and the page made from it.

python -m tests.contracts.permission_table   writes docs/permissions.md
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ROLES = (
    "organizer",
    "department",
    "unit",
    "delegate",
    "guest",
    "receptionist",
    "broadcaster",
    "appraiser",
    "chair",
    "administrator",
)
PUBLIC, EVERYONE = "public", "everyone"
ALLOWED, OWN, FORBIDDEN = "allowed", "own", "forbidden"
FILE = Path(__file__).with_name("permissions.yaml")
PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"
HEAD = """# Who may do what

Every operation of the API and every role; a test calls each of them as each role and holds this table to be true.
**yes**: everything in the conference. **own**: their unit, their invitation, themselves; what belongs to others answers
404 and is left out of lists. Empty: refused (403). Without a token every operation but `create_token` answers 401.

A *guest* is an invited person who came by the link of their invitation; a *delegate* was named by a unit.
This page is generated from `tests/contracts/permissions.yaml` (`python -m tests.contracts.permission_table`).

"""
SHOWN = {ALLOWED: "yes", OWN: "own", FORBIDDEN: ""}


def permissions() -> dict[str, dict[str, str]]:
    """What each role may do, by operation: every role and `public` is named."""
    rows: dict[str, dict[str, str]] = yaml.safe_load(FILE.read_text("utf-8"))
    return {operation: _spelt_out(row) for operation, row in rows.items()}


def _spelt_out(row: dict[str, str]) -> dict[str, str]:
    unknown = set(row) - {*ROLES, PUBLIC, EVERYONE} | set(row.values()) - {ALLOWED, OWN}
    if unknown:
        raise ValueError(f"not a role or permission: {', '.join(sorted(unknown))}")
    usual = row.get(EVERYONE, FORBIDDEN)
    return {role: row.get(role, usual) for role in ROLES} | {PUBLIC: row.get(PUBLIC, FORBIDDEN)}


def page(document: dict[str, Any]) -> str:
    """The page for people; `document` is the OpenAPI document, which says what an operation does."""
    lines = [f"| operation | what it does | {' | '.join(ROLES)} |", f"|---|---|{'---|' * len(ROLES)}"]
    summaries = {
        operation["operationId"]: operation["summary"]
        for item in document["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict) and "operationId" in operation
    }
    for name, row in permissions().items():
        shown = "anyone" if row[PUBLIC] == ALLOWED else None
        cells = [shown or SHOWN[row[role]] for role in ROLES]
        lines.append(f"| `{name}` | {summaries.get(name, '')} | {' | '.join(cells)} |")
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    import json

    openapi = json.loads((PAGE.parent / "openapi.json").read_text("utf-8"))
    PAGE.write_text(page(openapi), "utf-8")
