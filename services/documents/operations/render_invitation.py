"""Renders the giấy mời of an invitation that was issued."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.vietnamese import file_name
from services.documents.models import Paper
from services.documents.operations.file_paper import PaperLabel, file_paper, find_paper, replace_file
from services.documents.press import Press
from services.documents.queries.conference_facts import conference_facts


def render_invitation_paper(
    session: Session, invited: dict[str, Any], issued_at: datetime, press: Press, clock: Clock
) -> Paper:
    """Render and file the paper of this issue of the invitation.

    When the issue already has its paper, the file is replaced if anything printed on it changed. `invited` is the
    data of registration.invitation_issued or invitation_updated. Raises `ConferenceUnknown`, `FontsMissing`.
    """
    facts = conference_facts(session, invited["conference"])
    label = _label(invited, facts.plan_version)
    rendered = press.invitation(facts, invited, issued_at)
    existing = find_paper(session, label.reason)
    if existing is None:
        return file_paper(session, label, rendered, clock)
    replace_file(session, existing, label, rendered, clock)
    return existing


def _label(invited: dict[str, Any], plan_version: int) -> PaperLabel:
    name = invited["invitee_name"]
    return PaperLabel(
        conference=invited["conference"],
        kind="invitation",
        about=invited["invitation_id"],
        unit=invited["invitee_code"] if invited["invitee_kind"] == "unit" else None,
        reason=f"invitation:{invited['invitation_id']}:{invited['issue']}",
        title=f"Giấy mời số {invited['number']}: {name}",
        plan_version=plan_version,
        filename=file_name(f"giấy mời {invited['number']} {name}", "pdf"),
    )
