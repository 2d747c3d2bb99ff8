"""What becomes of one topic: sent, selected, accepted, presented, and its place in the agenda."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.web.blueprint import Blueprint
from chassis.web.resource import permit
from services.documents import rules
from services.documents.operations.topics import (
    accept_topic,
    name_presenter,
    schedule_topic,
    select_topic,
    unschedule_topic,
)
from services.documents.resources.topics import TopicResource
from services.documents.schemas.topic import (
    TopicPlaceSchema,
    TopicPresenterSchema,
    TopicReasonSchema,
    TopicSchema,
    TopicSelectionSchema,
    TopicVersionSchema,
)
from services.documents.workflows.topic import TopicAction

blueprint = Blueprint(
    "topic-steps",
    __name__,
    url_prefix="/conferences/<slug>/topics/<uuid:topic_id>",
    description="The steps of a topic, from its department to the agenda.",
)


@blueprint.route("/send")
class SendTopic(TopicResource):
    """Sending one topic."""

    @permit(*rules.TOPIC_ROOMS)
    @blueprint.doc(operationId="send_topic")
    @blueprint.arguments(TopicVersionSchema)
    @blueprint.response(200, TopicSchema)
    def post(self, data: dict[str, Any], slug: str, topic_id: UUID) -> dict[str, Any]:
        """Send one topic to the office: a draft, or one that was revised or declined."""
        return self.step(slug, topic_id, data, TopicAction.SEND)


@blueprint.route("/withdraw")
class WithdrawTopic(TopicResource):
    """Taking back."""

    @permit(*rules.TOPIC_ROOMS)
    @blueprint.doc(operationId="withdraw_topic")
    @blueprint.arguments(TopicVersionSchema)
    @blueprint.response(200, TopicSchema)
    def post(self, data: dict[str, Any], slug: str, topic_id: UUID) -> dict[str, Any]:
        """Take a topic back that was not selected."""
        return self.step(slug, topic_id, data, TopicAction.WITHDRAW)


@blueprint.route("/restore")
class RestoreTopic(TopicResource):
    """Bringing back."""

    @permit(*rules.TOPIC_ROOMS)
    @blueprint.doc(operationId="restore_topic")
    @blueprint.arguments(TopicVersionSchema)
    @blueprint.response(200, TopicSchema)
    @blueprint.problems(403)
    def post(self, data: dict[str, Any], slug: str, topic_id: UUID) -> dict[str, Any]:
        """Bring a topic back that was withdrawn (its department) or set aside (the office)."""
        return self.step(slug, topic_id, data, TopicAction.RESTORE)


@blueprint.route("/select")
class SelectTopic(TopicResource):
    """Selecting."""

    @permit(*rules.TOPIC_OFFICE)
    @blueprint.doc(operationId="select_topic")
    @blueprint.arguments(TopicSelectionSchema)
    @blueprint.response(200, TopicSchema)
    def post(self, data: dict[str, Any], slug: str, topic_id: UUID) -> dict[str, Any]:
        """Select a topic; its unit is asked whether it presents it."""
        topic = self.locked(slug, topic_id, data["version"])
        select_topic(self.session, topic, data, by=self.identity, clock=self.clock)
        return self.view(topic)


@blueprint.route("/set-aside")
class SetTopicAside(TopicResource):
    """Not taking."""

    @permit(*rules.TOPIC_OFFICE)
    @blueprint.doc(operationId="set_topic_aside")
    @blueprint.arguments(TopicReasonSchema)
    @blueprint.response(200, TopicSchema)
    def post(self, data: dict[str, Any], slug: str, topic_id: UUID) -> dict[str, Any]:
        """Set a topic aside, with the reason."""
        return self.step(slug, topic_id, data, TopicAction.SET_ASIDE)


@blueprint.route("/ask-revision")
class AskRevision(TopicResource):
    """Asking for another wording, unit or reason."""

    @permit(*rules.TOPIC_OFFICE)
    @blueprint.doc(operationId="ask_topic_revision")
    @blueprint.arguments(TopicReasonSchema)
    @blueprint.response(200, TopicSchema)
    def post(self, data: dict[str, Any], slug: str, topic_id: UUID) -> dict[str, Any]:
        """Ask the department to revise a topic, saying what."""
        return self.step(slug, topic_id, data, TopicAction.ASK_REVISION)


@blueprint.route("/accept")
class AcceptTopic(TopicResource):
    """The unit's yes."""

    @permit(*rules.TOPIC_PRESENTERS)
    @blueprint.doc(operationId="accept_topic")
    @blueprint.arguments(TopicPresenterSchema)
    @blueprint.response(200, TopicSchema)
    def post(self, data: dict[str, Any], slug: str, topic_id: UUID) -> dict[str, Any]:
        """Accept to present a topic; who presents may be named later."""
        topic = self.locked(slug, topic_id, data["version"])
        accept_topic(self.session, topic, data, by=self.identity, clock=self.clock)
        return self.view(topic)


@blueprint.route("/decline")
class DeclineTopic(TopicResource):
    """The unit's no."""

    @permit(*rules.TOPIC_PRESENTERS)
    @blueprint.doc(operationId="decline_topic")
    @blueprint.arguments(TopicReasonSchema)
    @blueprint.response(200, TopicSchema)
    def post(self, data: dict[str, Any], slug: str, topic_id: UUID) -> dict[str, Any]:
        """Decline to present a topic, with the reason."""
        return self.step(slug, topic_id, data, TopicAction.DECLINE)


@blueprint.route("/presenter")
class TopicPresenter(TopicResource):
    """Who presents."""

    @permit(*rules.TOPIC_PRESENTERS)
    @blueprint.doc(operationId="name_topic_presenter")
    @blueprint.arguments(TopicPresenterSchema)
    @blueprint.response(200, TopicSchema)
    def put(self, data: dict[str, Any], slug: str, topic_id: UUID) -> dict[str, Any]:
        """Say who presents: a delegate of the unit, or anybody by name and post."""
        topic = self.locked(slug, topic_id, data["version"])
        name_presenter(self.session, topic, data, by=self.identity, clock=self.clock)
        return self.view(topic)


@blueprint.route("/schedule")
class ScheduleTopic(TopicResource):
    """Its place in the agenda."""

    @permit(*rules.TOPIC_OFFICE)
    @blueprint.doc(operationId="schedule_topic")
    @blueprint.arguments(TopicPlaceSchema)
    @blueprint.response(200, TopicSchema)
    def post(self, data: dict[str, Any], slug: str, topic_id: UUID) -> dict[str, Any]:
        """Give a presentation its place in the draft of the agenda, with its time limit."""
        topic = self.locked(slug, topic_id, data["version"])
        schedule_topic(self.session, topic, data["minutes"], by=self.identity, clock=self.clock)
        return self.view(topic)


@blueprint.route("/unschedule")
class UnscheduleTopic(TopicResource):
    """Out of the agenda."""

    @permit(*rules.TOPIC_OFFICE)
    @blueprint.doc(operationId="unschedule_topic")
    @blueprint.arguments(TopicVersionSchema)
    @blueprint.response(200, TopicSchema)
    def post(self, data: dict[str, Any], slug: str, topic_id: UUID) -> dict[str, Any]:
        """Take a presentation out of the draft of the agenda."""
        topic = self.locked(slug, topic_id, data["version"])
        unschedule_topic(self.session, topic, by=self.identity, clock=self.clock)
        return self.view(topic)
