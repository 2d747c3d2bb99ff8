"""Which pages and API operations show or hand out personal data of others: reading them leaves a line, too.

A delegate sees their own page only, and the welcome desk's search at the gate has no time to lose: its log is that of
the scans.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from flask import request

VIEW = timedelta(hours=1)
MOST_VIEWS = 1000
"""Kept in mind at once; where there are more, some are noted again."""

PAGES = frozenset(
    {
        "accounts.index",
        "audit.index",
        "badges.show",
        "chair.report",
        "commendations.index",
        "commendations.paper",
        "delegates.edit",
        "delegates.index",
        "delegates.show",
        "desk.badge",
        "digests.show",
        "film.content",
        "film.copy",
        "film_hall.content",
        "invitations.index",
        "invitations.show",
        "medals.index",
        "medals.paper",
        "medals.show",
        "messages.attachment",
        "messages.body",
        "messages.index",
        "messages.mailbox",
        "messages.show",
        "obligations.export",
        "papers.content",
        "papers.picture",
        "print_jobs.content",
        "seating.printed",
        "seating.show",
        "submissions.content",
        "units.index",
    }
)
FILM = re.compile(
    r"(?:/api/v1)?/conferences/[^/]+/video-report/(?:versions/[^/]+/(?:content|copy)|(?:showing|hall)/files/[^/]+)"
)
PRINTED = "printing."
"""Blueprint of the lists that are printed or downloaded: all of them have names."""
OPERATIONS = re.compile(
    r"/api/v1/(?:accounts|audit"
    r"|conferences/[^/]+/(?:delegates|invitations|units|messages|check-ins|unlisted-guests|commendations|roster|badges|medal-nominations|seating|(?:papers|print-jobs)/[^/]+/(?:content|preview)|(?:[a-z-]+/)?preview|digests/[^/]+(?:/sections/[^/]+)?|obligations/[^/]+/submissions/[^/]+/content|video-report/(?:versions/[^/]+/(?:content|copy)|showing/files/[^/]+))(?:/.*)?"
    r"|conferences/[^/]+/[a-z-]+\.(?:pdf|xlsx))"
)


def shows_personal_data() -> bool:
    """Whether the current request reads personal data."""
    endpoint = request.endpoint or ""
    if request.method != "GET":
        return False
    if request.path.startswith("/api/"):
        return OPERATIONS.fullmatch(request.path) is not None
    return endpoint in PAGES or endpoint.startswith(PRINTED)


class FilmViews:
    """Who has looked at which film lately: a player asks for one in hundreds of ranges, which are one view an hour."""

    def __init__(self) -> None:
        self._noted: dict[tuple[str, str], datetime] = {}

    def goes_on(self, subject: str, now: datetime) -> bool:
        """Whether the current request goes on with a view that was noted; otherwise it is one to be noted."""
        if "Range" not in request.headers or not FILM.fullmatch(request.path):
            return False
        key = (subject, request.path)
        if key in self._noted and now - self._noted[key] < VIEW:
            return True
        if len(self._noted) >= MOST_VIEWS:
            self._noted.clear()
        self._noted[key] = now
        return False
