"""Correcting what is known of a delegate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.messaging.outbox import record
from services.registration.models import Delegate, DelegateKind
from services.registration.names import folded, name_order
from services.registration.operations.announcing import delegate_data
from services.registration.parts import Parts

CHANGEABLE = ("full_name", "post", "phone", "email", "kind", "category")


def update_delegate(
    session: Session, delegate: Delegate, changes: Mapping[str, Any], *, parts: Parts, clock: Clock
) -> None:
    """Change some of `CHANGEABLE`: `delegate_updated`. Nothing happens when nothing differs."""
    before = {name: getattr(delegate, name) for name in CHANGEABLE}
    for name in CHANGEABLE:
        if name in changes:
            setattr(delegate, name, DelegateKind(changes[name]) if name == "kind" else changes[name])
    if before == {name: getattr(delegate, name) for name in CHANGEABLE}:
        return
    delegate.search_name = folded(delegate.full_name)
    delegate.sort_name = name_order(delegate.full_name)
    record(session, delegate, "registration.delegate_updated.v1", delegate_data(session, delegate, parts), clock=clock)
