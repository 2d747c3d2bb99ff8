"""A file that is no film that can be read, and why."""

from __future__ import annotations

from typing import Any


class CannotRead(Exception):
    """The file is left alone; `code` names the text that says why (`inspection.texts_of_refusals`)."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
