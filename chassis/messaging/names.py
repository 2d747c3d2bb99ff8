"""Names at the broker, the same in both transports.

hoinghi.events   topic exchange, routing key = event type
<service>        the queue of a service
hoinghi.dead     direct exchange for dead letters, routing key = service
<service>.dead   what the service could not read
hoinghi.unheard  events that no service listens to yet; the oldest are let go
gateway.live.…   the ear of one web process, gone with it
"""

from __future__ import annotations

EXCHANGE = "hoinghi.events"
DEAD_EXCHANGE = "hoinghi.dead"
UNHEARD = "hoinghi.unheard"
LIVE_PREFIX = "gateway.live."


def dead_queue(service: str) -> str:
    """The queue of a service's dead letters."""
    return f"{service}.dead"
