"""Keeps rendered papers, and tells the others about each of them and of each correction."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.messaging import outbox
from services.documents.models import Paper
from services.documents.rendering import RenderedPaper


@dataclass(frozen=True)
class PaperLabel:
    """What a paper is filed under. The same reason means the same paper."""

    conference: str
    kind: str
    about: UUID
    unit: str | None
    reason: str
    title: str
    filename: str
    plan_version: int
    about_sequence: int | None = None
    """Of the news about its subject that the paper follows; a reader with older news knows that it is ahead."""


def find_paper(session: Session, reason: str) -> Paper | None:
    """The paper that was rendered for this reason."""
    return session.scalar(select(Paper).where(Paper.reason == reason))


def retire_papers(session: Session, about: UUID, kind: str) -> None:
    """Mark the papers of this kind about an invitation or delegate as no longer to be used; they are kept."""
    where = (Paper.about == about) & (Paper.kind == kind) & Paper.current.is_(True)
    session.execute(update(Paper).where(where).values(current=False))


def file_paper(session: Session, label: PaperLabel, rendered: RenderedPaper, clock: Clock) -> Paper:
    """Keep a new paper in the place of earlier ones, and announce it together with its file (ADR 0006)."""
    paper = Paper(
        id=uuid4(),
        conference=label.conference,
        kind=label.kind,
        about=label.about,
        unit=label.unit,
        reason=label.reason,
        title=label.title,
        filename=label.filename,
        pages=rendered.pages,
        sha256=rendered.sha256,
        content=rendered.content,
        rendered_at=clock(),
        plan_version=label.plan_version,
        current=True,
    )
    retire_papers(session, paper.about, paper.kind)
    session.add(paper)
    _announce(session, paper, label, clock)
    return paper


def replace_file(session: Session, paper: Paper, label: PaperLabel, rendered: RenderedPaper, clock: Clock) -> None:
    """Put a corrected file in the place of the old one, and announce it again under the same reason.

    Letters that have not left then take the corrected file; one that has left is not sent again.
    """
    paper.plan_version = label.plan_version
    if paper.sha256 == rendered.sha256:
        return
    paper.title, paper.filename, paper.unit = label.title, label.filename, label.unit
    paper.content, paper.sha256, paper.pages = rendered.content, rendered.sha256, rendered.pages
    paper.rendered_at = clock()
    _announce(session, paper, label, clock)


def _announce(session: Session, paper: Paper, label: PaperLabel, clock: Clock) -> None:
    data = {
        "conference": paper.conference,
        "paper_id": paper.id,
        "kind": paper.kind,
        "about": paper.about,
        "reason": paper.reason,
        "filename": paper.filename,
        "media_type": "application/pdf",
        "sha256": paper.sha256,
        "pages": paper.pages,
        "content": base64.b64encode(paper.content).decode(),
        "about_sequence": label.about_sequence,
    }
    outbox.record(session, paper, "documents.document_rendered.v1", data, clock=clock)
