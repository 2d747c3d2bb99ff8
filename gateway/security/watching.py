"""Who may see `/metrics` and what `/readyz` finds: the machine itself, and the networks that the settings name.

The gateway's address is public; how many events wait and how often a page is asked for is not everybody's business.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from flask import request

from gateway.config import GatewayConfig

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def networks(text: str) -> Sequence[Network]:
    """Networks from a setting, with commas between them. Raises `ValueError`."""
    return [ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip()]


def may_watch(config: GatewayConfig) -> bool:
    """Whether the current request comes from one of them."""
    if "X-Forwarded-For" in request.headers and not config.trusted_proxies:
        # A proxy that nobody told us of: behind its address anybody may stand.
        return False
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return False
    return any(address in network for network in networks(config.metrics_networks))
