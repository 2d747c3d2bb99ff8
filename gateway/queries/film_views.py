"""Who has looked at the film, by the lines that every view leaves in the audit trail."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from gateway.models.audit_entry import AuditEntry


def has_opened(session: Session, subject: str, slug: str, version_id: str) -> bool:
    """Whether somebody has opened a cut's copy or its original, on a page or by the API."""
    cut = f"/conferences/{slug}/video-report/versions/{version_id}"
    addresses = [f"{start}{cut}/{what}" for start in ("", "/api/v1") for what in ("copy", "content")]
    seen = select(AuditEntry.id).where(
        AuditEntry.subject == subject, AuditEntry.method == "GET", AuditEntry.target.in_(addresses)
    )
    return session.scalar(seen.limit(1)) is not None
