"""The gateway's own API, under `/api/v1`."""

from __future__ import annotations

from gateway.resources import accounts, audit, stations, tokens

RESOURCES = (tokens.blueprint, accounts.blueprint, stations.blueprint, audit.blueprint)
