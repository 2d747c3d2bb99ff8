"""Which pages and API operations show or hand out personal data of others: reading them leaves a line, too.

A delegate sees their own page only, and the welcome desk's search at the gate has no time to lose: its log is that of
the scans.
"""

from __future__ import annotations

import re

from flask import request

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
        "invitations.index",
        "invitations.show",
        "messages.attachment",
        "messages.body",
        "messages.index",
        "messages.mailbox",
        "messages.show",
        "papers.content",
        "units.index",
    }
)
PRINTED = "printing."
"""Blueprint of the lists that are printed or downloaded: all of them have names."""
OPERATIONS = re.compile(
    r"/api/v1/(?:accounts|audit"
    r"|conferences/[^/]+/(?:delegates|invitations|units|messages|check-ins|unlisted-guests|commendations|roster|badges|papers/[^/]+/content)(?:/.*)?"
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
