"""Figures of messaging for `/metrics`: counted as it happens, and the backlog read from the database when asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from prometheus_client import Counter
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from typing_extensions import override

from chassis.db.database import Database
from chassis.messaging.dead_letters import count_kept
from chassis.messaging.tables import UNSETTLED, inbox, outbox

RELAYED = Counter("hoinghi_events_relayed_total", "Events confirmed by the broker.", ["source"])
UNCONFIRMED = Counter("hoinghi_events_unconfirmed_total", "Attempts to publish that the broker did not confirm.")
RECEIVED = Counter("hoinghi_events_received_total", "Events taken from a queue.", ["outcome"])


@dataclass(frozen=True)
class Backlog:
    """What has not had its effect yet. Healthy: `unsent` near zero, the rest zero."""

    unsent: int
    """News recorded and not yet confirmed by the broker."""
    pending: int
    """Received events that wait for a retry or for their turn."""
    dead: int
    """Received events that wait for a person."""


def backlog(session: Session) -> Backlog:
    """Count a service's backlog; both queries read partial indexes that are empty on a good day."""
    unsent = session.scalar(select(func.count()).select_from(outbox).where(outbox.c.sent_at.is_(None))) or 0
    counted = select(inbox.c.state, func.count()).where(UNSETTLED).group_by(inbox.c.state)
    states: dict[str, int] = dict(session.execute(counted).all())
    return Backlog(unsent=unsent, pending=states.get("pending", 0), dead=states.get("dead", 0))


class BacklogCollector(Collector):
    """The backlog of a service as gauges, counted when Prometheus asks."""

    def __init__(self, service: str, database: Database) -> None:
        self._service = service
        self._database = database

    def describe(self) -> Iterable[Metric]:
        """Name the gauges without touching the database, which may not be there yet."""
        return [self._gauge(), self._letters()]

    @override
    def collect(self) -> Iterable[Metric]:
        """Count now."""
        with self._database.read() as session:
            counted = backlog(session)
            letters = count_kept(session)
        gauge = self._gauge()
        for state in ("unsent", "pending", "dead"):
            gauge.add_metric([self._service, state], getattr(counted, state))
        kept = self._letters()
        kept.add_metric([self._service], letters)
        return [gauge, kept]

    @staticmethod
    def _gauge() -> GaugeMetricFamily:
        return GaugeMetricFamily("hoinghi_events_backlog", "Events not yet settled.", labels=["service", "state"])

    @staticmethod
    def _letters() -> GaugeMetricFamily:
        words = "Messages kept that could not be read (embedded mode; RabbitMQ counts its own in <service>.dead)."
        return GaugeMetricFamily("hoinghi_dead_letters", words, labels=["service"])
