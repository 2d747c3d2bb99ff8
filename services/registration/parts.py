"""What registration's operations and resources need besides the chassis."""

from __future__ import annotations

from dataclasses import dataclass

from services.registration.passes import PassSigner
from services.registration.private_links import PrivateLinks


@dataclass(frozen=True)
class Parts:
    """Made by bootstrap from the settings."""

    signer: PassSigner
    links: PrivateLinks
