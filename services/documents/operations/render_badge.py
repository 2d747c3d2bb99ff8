"""Renders the badge of a delegate who holds a pass."""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.vietnamese import file_name
from services.documents.models import Delegate, Paper
from services.documents.operations.file_paper import PaperLabel, file_paper, find_paper, replace_file
from services.documents.press import Press
from services.documents.queries.conference_facts import conference_facts


def render_badge_paper(
    session: Session, delegate: Delegate, press: Press, clock: Clock, *, sequence: int | None = None
) -> Paper:
    """Render and file the badge with the delegate's pass; announced once for a pass.

    When that pass already has its badge, the file is replaced if anything printed on it changed. `sequence` is of the
    delegate's news that asks for it. Raises `ConferenceUnknown`, `FontsMissing`.
    """
    facts = conference_facts(session, delegate.conference)
    label = _label(delegate, facts.plan_version, sequence)
    rendered = press.badge(facts, delegate)
    existing = find_paper(session, label.reason)
    if existing is None:
        return file_paper(session, label, rendered, clock)
    replace_file(session, existing, label, rendered, clock)
    return existing


def _label(delegate: Delegate, plan_version: int, sequence: int | None) -> PaperLabel:
    return PaperLabel(
        conference=delegate.conference,
        kind="badge",
        about=delegate.id,
        unit=delegate.unit,
        reason=f"pass:{delegate.pass_id}",
        title=f"Thẻ đại biểu: {delegate.full_name}",
        plan_version=plan_version,
        filename=file_name(f"thẻ đại biểu {delegate.full_name}", "pdf"),
        about_sequence=sequence,
    )
