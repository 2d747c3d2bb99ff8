"""What people wrote for units, rooms and recipients follows the names that these have in the plan that holds.

Nothing is announced: the news of the plan says the names already, and nobody's work changes by them.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.models import MedalNomination, Obligation, Petition, Topic
from services.documents.operations.petitions import folded as folded_petition
from services.documents.operations.topic_text import name_text
from services.documents.operations.topics import folded as folded_topic
from services.documents.plan import Plan
from services.documents.workflows.petition import PetitionState

WAY_IS_OPEN = (PetitionState.RECEIVED, PetitionState.ASSIGNED)
"""States in which a petition may still be answered or forwarded, as its recipient is meant to be dealt with."""


def follow_names(session: Session, plan: Plan) -> None:
    """Bring petitions, topics with their texts, and nominations up to date; what the plan dropped keeps its name."""
    names = {unit.code: unit.name for unit in plan.units}
    _petitions(session, plan, names)
    _topics(session, plan, names)
    here = select(MedalNomination).where(MedalNomination.conference == plan.conference.slug)
    for nomination in session.scalars(here):
        nomination.unit_name = names.get(nomination.unit, nomination.unit_name)
    session.flush()


def _petitions(session: Session, plan: Plan, names: dict[str, str]) -> None:
    recipients = {each.code: each for each in plan.petition_recipients}
    for petition in session.scalars(select(Petition).where(Petition.conference == plan.conference.slug)):
        petition.unit_name = names.get(petition.unit, petition.unit_name)
        if petition.room is not None:
            petition.room_name = names.get(petition.room, petition.room_name or "")
        recipient = recipients.get(petition.recipient)
        if recipient is not None:
            petition.recipient_name = recipient.name
            if petition.state in WAY_IS_OPEN:
                petition.forwarded = recipient.forwarded
        petition.folded = folded_petition(petition)


def _topics(session: Session, plan: Plan, names: dict[str, str]) -> None:
    for topic in session.scalars(select(Topic).where(Topic.conference == plan.conference.slug)):
        topic.department_name = names.get(topic.department, topic.department_name)
        if topic.unit is not None:
            topic.unit_name = names.get(topic.unit, topic.unit_name)
        topic.folded = folded_topic(topic)
        if topic.obligation_id is not None:
            name_text(session.get_one(Obligation, topic.obligation_id), topic)
