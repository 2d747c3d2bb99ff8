"""Keeps badges true to the plan: another hall or day is printed anew, without anybody asking."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.db.database import Database
from services.documents.models import Delegate, Paper, Plan
from services.documents.operations.render_badge import render_badge_paper
from services.documents.press import Press

AT_ONCE = 50
"""Badges of one transaction: what else the service does never waits long."""
REST_SECONDS = 5.0


@dataclass(frozen=True)
class BadgeRefresher:
    """The loop that looks for badges with facts of an earlier plan."""

    database: Database
    press: Press
    clock: Clock

    def run(self, stop: threading.Event) -> None:
        """Look every few seconds, until `stop` is set."""
        while not stop.is_set():
            with self.database.write() as session:
                done = refresh_badges(session, self.press, self.clock)
            if done < AT_ONCE:
                stop.wait(REST_SECONDS)


def refresh_badges(session: Session, press: Press, clock: Clock) -> int:
    """Look over some current badges that are of another version of the plan than the one that holds; how many.

    Those on which anything printed changed are replaced, and so are they in letters that have not left.
    """
    of_earlier_plan = (
        select(Paper)
        .join(Plan, (Plan.conference == Paper.conference) & (Plan.version != Paper.plan_version))
        .where(Paper.kind == "badge", Paper.current.is_(True))
        .order_by(Paper.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True, of=Paper)
    )
    papers = session.scalars(of_earlier_plan).all()
    for paper in papers:
        delegate = session.get(Delegate, paper.about)
        if delegate is not None and paper.reason == f"pass:{delegate.pass_id}":
            render_badge_paper(session, delegate, press, clock)
        paper.plan_version = session.scalars(select(Plan.version).where(Plan.conference == paper.conference)).one()
    return len(papers)
