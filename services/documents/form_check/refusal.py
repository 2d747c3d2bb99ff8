"""A file that cannot be looked into, and why."""

from __future__ import annotations

from typing import Any


class CannotCheck(Exception):
    """The file is left unread; `code` names the text that says why (see `texts`)."""

    def __init__(self, code: str, file_kind: str = "", **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.file_kind = file_kind
        self.values = values
