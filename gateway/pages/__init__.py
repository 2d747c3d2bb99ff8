"""Pages: one blueprint a noun. A new one is added to `BLUEPRINTS` here and to the table in `navigation.py`."""

from __future__ import annotations

from gateway.pages import (
    accounts,
    audit,
    board,
    chair,
    conferences,
    docs,
    failed_events,
    gate,
    home,
    language_choice,
    my_delegates,
    sign_in,
)

BLUEPRINTS = (
    sign_in.blueprint,
    language_choice.blueprint,
    home.blueprint,
    conferences.blueprint,
    docs.blueprint,
    accounts.blueprint,
    failed_events.blueprint,
    audit.blueprint,
    my_delegates.blueprint,
    gate.blueprint,
    board.blueprint,
    chair.blueprint,
)
