"""Moments of a film that people write, in milliseconds as the services have them."""

from __future__ import annotations

import re

from chassis.language import Text
from chassis.web.problems import Problem, ProblemType
from gateway.language import in_page_language

_WRITTEN = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?")
_HELP = Text("Xin ghi phút:giây, ví dụ 03:15 hoặc 03:15,5.", "Write minutes:seconds, for instance 03:15 or 03:15.5.")
NOT_A_MOMENT = ProblemType("not-a-moment", 422, Text("Thời điểm chưa đúng", "The moment is not understood"), _HELP)


def milliseconds(name: str, text: str | None) -> int | None:
    """What was written in the field `name`: seconds, minutes:seconds or hours:minutes:seconds, with a fraction or not.

    None when nothing was. Raises `Problem` not-a-moment, which says so at the field.
    """
    if text is None:
        return None
    found = _WRITTEN.fullmatch(text.replace(" ", ""))
    if found is None or not text.isascii():
        fault = {"pointer": f"/{name}", "detail": in_page_language(_HELP)}
        raise Problem(NOT_A_MOMENT, members={"errors": [fault]})
    hours, minutes, seconds, fraction = found.groups()
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))
