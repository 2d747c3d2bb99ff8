"""Who may do what, and who is written to: small named predicates."""

from __future__ import annotations

from chassis.auth.identity import Identity
from services.notification.models import Delegate, Message
from services.notification.workflows.message import MESSAGE_WORKFLOW, MessageAction


def is_asked_to_confirm(delegate: Delegate) -> bool:
    """A delegate whom their unit named is asked; a guest who answered their own invitation already has."""
    return delegate.state == "registered" and delegate.unit is not None


def actions_on(message: Message, reader: Identity) -> tuple[MessageAction, ...]:
    """What the reader may do with a message now. Nothing with one that no longer holds."""
    return () if message.obsolete else MESSAGE_WORKFLOW.actions(message.state, reader.role)
