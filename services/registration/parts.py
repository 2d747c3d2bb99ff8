"""What registration's operations and resources need besides the chassis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from services.registration.passes import PassSigner
from services.registration.private_links import PrivateLinks


@dataclass(frozen=True)
class Parts:
    """Made by bootstrap from the settings."""

    signer: PassSigner
    links: PrivateLinks
    undo_within: timedelta = timedelta(minutes=10)
    """For how long a station may take back its own scan."""
