"""The gateway's own API, under `/api/v1`."""

from __future__ import annotations

from gateway.resources import accounts, audit, tokens

RESOURCES = (tokens.blueprint, accounts.blueprint, audit.blueprint)
