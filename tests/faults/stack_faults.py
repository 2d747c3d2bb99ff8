"""What can go wrong on a machine that runs the stack, one thing at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from hoinghi.settings import PARTS
from hoinghi.stack import SERVERS, Stack

Meanwhile = Callable[[], None]
"""Returns when some more people have come: what is down is down long enough for that."""


@dataclass(frozen=True)
class Fault:
    """Something that breaks while people come; afterwards the stack is up again, or on its way."""

    name: str
    happen: Callable[[Stack, Meanwhile], None]


def killed(program: str, stack: Stack, _meanwhile: Meanwhile) -> None:
    """SIGKILL; supervisord starts it again."""
    stack.kill(program)


def killed_alone(program: str, stack: Stack, _meanwhile: Meanwhile) -> None:
    """SIGKILL of a web server's first process; the one that answers requests has to notice."""
    stack.kill(program, alone=True)


def restarted(program: str, stack: Stack, _meanwhile: Meanwhile) -> None:
    """Stopped in good order, and started."""
    stack.restart(program)


def away_for_a_while(program: str, stack: Stack, meanwhile: Meanwhile) -> None:
    """Stopped in good order; people come all the same; started."""
    stack.halt(program)
    meanwhile()
    stack.resume(program)


KILLED = [
    Fault(f"{part}-{kind} killed", partial(killed, f"{part}-{kind}")) for part in PARTS for kind in ("worker", "web")
]
SERVERS_KILLED = [Fault(f"{server} killed", partial(killed, server)) for server in SERVERS]
KILLED_ALONE = [Fault(f"{part}-web killed alone", partial(killed_alone, f"{part}-web")) for part in PARTS]
BROKER_AWAY = Fault("rabbitmq stopped and started", partial(away_for_a_while, "rabbitmq"))
DATABASE_RESTARTED = Fault("postgresql restarted", partial(restarted, "postgresql"))

ALL = [*KILLED, *KILLED_ALONE, BROKER_AWAY, DATABASE_RESTARTED, *SERVERS_KILLED]
ONE_OF_EACH_KIND = [KILLED[0], KILLED[1], *SERVERS_KILLED, BROKER_AWAY, KILLED_ALONE[-1]]
"""The worker and the web server of the first part, both servers, the gateway: what the others go through as well."""
