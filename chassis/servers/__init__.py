"""The servers of the stack mode, started by ourselves: for tests, faults, measuring, and `make stack` on Debian."""

from __future__ import annotations

from chassis.servers.postgresql_server import PostgreSQLServer
from chassis.servers.processes import ServerUnavailable, free_port
from chassis.servers.rabbitmq_server import RabbitMQServer

__all__ = ["PostgreSQLServer", "RabbitMQServer", "ServerUnavailable", "free_port"]
