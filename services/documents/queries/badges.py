"""Which badges are printed, and in which order they lie in the box."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.vietnamese import Word, name_key, word_key
from services.documents.models import Delegate
from services.documents.queries.conference_facts import ConferenceFacts


def badge_holders(session: Session, conference: str, facts: ConferenceFacts) -> list[Delegate]:
    """Confirmed delegates with a pass, by protocol rank of their category, then unit, then name."""
    where = (Delegate.conference == conference) & (Delegate.state == "confirmed") & Delegate.pass_id.is_not(None)
    holders = session.scalars(select(Delegate).where(where)).all()
    return sorted(holders, key=lambda holder: _place(holder, facts))


def _place(holder: Delegate, facts: ConferenceFacts) -> tuple[int, Word, tuple[Word, Word], str]:
    rank = facts.category(holder.category).protocol_rank
    return rank, word_key(holder.unit_name or ""), name_key(holder.full_name), str(holder.id)
