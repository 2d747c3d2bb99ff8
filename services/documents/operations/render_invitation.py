"""Renders the giấy mời of an invitation that was issued."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.vietnamese import file_name
from services.documents.models import Paper
from services.documents.operations.file_paper import PaperLabel, file_paper, find_paper
from services.documents.press import Press
from services.documents.queries.conference_facts import conference_facts


def render_invitation_paper(
    session: Session, invited: dict[str, Any], issued_at: datetime, press: Press, clock: Clock
) -> Paper:
    """Render and file the paper of this issue of the invitation; an issue that has its paper keeps it.

    `invited` is the data of registration.invitation_issued. Raises `ConferenceUnknown`, `FontsMissing`.
    """
    label = _label(invited)
    existing = find_paper(session, label.reason)
    if existing is not None:
        return existing
    rendered = press.invitation(conference_facts(session, label.conference), invited, issued_at)
    return file_paper(session, label, rendered, clock)


def _label(invited: dict[str, Any]) -> PaperLabel:
    name = invited["invitee_name"]
    return PaperLabel(
        conference=invited["conference"],
        kind="invitation",
        about=invited["invitation_id"],
        unit=invited["invitee_code"] if invited["invitee_kind"] == "unit" else None,
        reason=f"invitation:{invited['invitation_id']}:{invited['issue']}",
        title=f"Giấy mời số {invited['number']}: {name}",
        filename=file_name(f"giấy mời {invited['number']} {name}", "pdf"),
    )
