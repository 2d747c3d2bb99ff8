"""Topics: proposed by departments, selected by the office, accepted by units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response

from chassis.clock import Clock
from chassis.web.blueprint import Blueprint
from chassis.web.lists import Page, page_of, page_schema
from chassis.web.problems import NOT_FOUND, Problem
from chassis.web.resource import Resource, found, permit
from services.documents import rules
from services.documents.composing.topic_list import topic_list
from services.documents.models import Topic
from services.documents.operations.steps import expect_version
from services.documents.operations.topic_process import TOPIC
from services.documents.operations.topics import (
    propose_topic,
    send_topics,
    step_topic,
    update_topic,
)
from services.documents.press import Press
from services.documents.queries.conference_facts import ConferenceUnknown, conference_facts, conference_zone
from services.documents.queries.obligations import Today
from services.documents.queries.text_time import spoken, text_time
from services.documents.queries.topics import (
    SORTABLE,
    RoomStanding,
    topic_history,
    topic_of,
    topic_overview,
    topic_view,
    topics,
)
from services.documents.resources.files import FILE_SCHEMA, XLSX, file_answer
from services.documents.schemas.speaking_time import SpeakingTimeSchema
from services.documents.schemas.topic import (
    NewTopicSchema,
    RoomSchema,
    SentTopicsSchema,
    SpeechSchema,
    TopicArguments,
    TopicChangesSchema,
    TopicFilters,
    TopicHistorySchema,
    TopicOverviewSchema,
    TopicSchema,
)
from services.documents.topics import Clash, Gap
from services.documents.workflows.topic import TopicAction

blueprint = Blueprint(
    "topics",
    __name__,
    url_prefix="/conferences/<slug>/topics",
    description="Topics (chủ đề tham luận) and who presents them.",
)


class TopicResource(Resource):
    """What resources about topics share."""

    @property
    def clock(self) -> Clock:
        """Tells the time."""
        return self.context.clock

    def locked(self, slug: str, topic_id: UUID, version: int) -> Topic:
        """The topic, for changing it, unless somebody did so meanwhile."""
        topic = found(topic_of(self.session, slug, topic_id, self.identity, lock=True))
        expect_version(self.session, topic, version, TOPIC)
        return topic

    def view(self, topic: Topic) -> dict[str, Any]:
        """What the caller may see of it."""
        return topic_view(topic, self.identity)

    def step(self, slug: str, topic_id: UUID, data: Mapping[str, Any], action: TopicAction) -> dict[str, Any]:
        """Take a step, with its reason where it has one."""
        topic = self.locked(slug, topic_id, data["version"])
        step_topic(self.session, topic, action, by=self.identity, clock=self.clock, reason=data.get("reason"))
        return self.view(topic)

    def own_room(self, asked: str | None) -> str | None:
        """The department that is meant; a department's account knows of no other. Raises `Problem` not-found."""
        if not rules.limited_to_own_field(self.identity):
            return asked
        return found(self.identity.unit if asked in (None, self.identity.unit) else None)


@blueprint.route("")
class Topics(TopicResource):
    """The topics of a conference."""

    @permit(*rules.TOPIC_READERS)
    @blueprint.doc(operationId="list_topics")
    @blueprint.arguments(TopicArguments, location="query")
    @blueprint.response(200, page_schema(TopicSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[dict[str, Any]]:
        """List topics; a department sees its own, a unit those that it is to present."""
        found(conference_zone(self.session, slug))
        page = page_of(
            self.session,
            topics(slug, self.identity, arguments),
            arguments,
            sortable=SORTABLE,
            default_sort="created_at",
            tie_breaker=Topic.id,
        )
        return Page([self.view(each) for each in page.items], page.page, page.page_size, page.total)

    @permit(*rules.TOPIC_ROOMS)
    @blueprint.doc(operationId="propose_topic")
    @blueprint.arguments(NewTopicSchema)
    @blueprint.response(201, TopicSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Write a topic down as a draft of its department."""
        found(conference_zone(self.session, slug))
        data = data | {"department": self.own_room(data["department"])}
        return self.view(propose_topic(self.session, slug, data, by=self.identity, clock=self.clock))


@blueprint.route("/list.xlsx")
class TopicWorkbook(TopicResource):
    """The list as a workbook."""

    @permit(*rules.TOPIC_BOARD_READERS)
    @blueprint.doc(operationId="download_topics")
    @blueprint.arguments(TopicFilters, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=XLSX)
    def get(self, filters: dict[str, Any], slug: str) -> Response:
        """Download the topics that the filters leave as a workbook, in the order of departments."""
        try:
            facts = conference_facts(self.session, slug)
        except ConferenceUnknown:
            raise Problem(NOT_FOUND) from None
        order = (Topic.department_name, Topic.created_at, Topic.id)
        found_topics = self.session.scalars(topics(slug, self.identity, filters).order_by(*order)).all()
        press: Press = self.context.parts.press
        paper = topic_list(facts, found_topics, self.clock())
        return file_answer(press.workbook(facts, paper), f"chu-de-tham-luan-{slug}.xlsx", XLSX)


@blueprint.route("/overview")
class TopicOverview(TopicResource):
    """All departments at once."""

    @permit(*rules.TOPIC_BOARD_READERS)
    @blueprint.doc(operationId="get_topic_overview")
    @blueprint.response(200, TopicOverviewSchema)
    def get(self, slug: str) -> dict[str, Any]:
        """Show how many topics each department has sent, what is missing, and which topics clash."""
        today = Today(self.clock(), found(conference_zone(self.session, slug)))
        overview = topic_overview(self.session, slug, self.identity, today)
        return {
            "rooms": [_standing(each) for each in overview.rooms],
            "clashes": [{"kind": each.kind, "topics": each.topics} | _said(each) for each in overview.clashes],
        }


@blueprint.route("/send")
class SendTopics(TopicResource):
    """Sending a department's drafts."""

    @permit(*rules.TOPIC_ROOMS)
    @blueprint.doc(operationId="send_topics")
    @blueprint.arguments(RoomSchema)
    @blueprint.response(200, SentTopicsSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Send all drafts of a department to the office."""
        found(conference_zone(self.session, slug))
        department = self.own_room(data["department"])
        sent = send_topics(self.session, slug, department, by=self.identity, clock=self.clock)
        return {"items": [self.view(topic) for topic in sent]}


@blueprint.route("/speaking-time")
class EstimateSpeakingTime(TopicResource):
    """How long a text takes."""

    @permit(*rules.TOPIC_READERS)
    @blueprint.doc(operationId="estimate_speaking_time")
    @blueprint.arguments(SpeechSchema)
    @blueprint.response(200, SpeakingTimeSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Estimate how long a Vietnamese text takes to read out; nothing is kept."""
        found(conference_zone(self.session, slug))
        return spoken(data["text"], data["minutes"])


@blueprint.route("/<uuid:topic_id>")
class OneTopic(TopicResource):
    """One topic."""

    @permit(*rules.TOPIC_READERS)
    @blueprint.doc(operationId="get_topic")
    @blueprint.response(200, TopicHistorySchema)
    def get(self, slug: str, topic_id: UUID) -> dict[str, Any]:
        """Show a topic and who did what."""
        topic = found(topic_of(self.session, slug, topic_id, self.identity))
        owed = topic.obligation_id
        return self.view(topic) | {
            "history": topic_history(self.session, topic, self.identity),
            "speaking_time": None if owed is None else text_time(self.session, owed),
        }

    @permit(*rules.TOPIC_ROOMS)
    @blueprint.doc(operationId="update_topic")
    @blueprint.arguments(TopicChangesSchema)
    @blueprint.response(200, TopicSchema)
    def patch(self, data: dict[str, Any], slug: str, topic_id: UUID) -> dict[str, Any]:
        """Correct title, reason or presenting unit."""
        topic = self.locked(slug, topic_id, data["version"])
        update_topic(self.session, topic, data, by=self.identity, clock=self.clock)
        return self.view(topic)


def _standing(each: RoomStanding) -> dict[str, Any]:
    room = each.room
    return {
        "department": room.unit,
        "name": room.name,
        "field": room.field,
        "least": room.least,
        "most": room.most,
        "minutes": room.minutes,
        "count": each.count,
        "drafts": each.drafts,
        "met": each.met,
        "last_moment": None if room.obligation is None else room.obligation.last_moment,
        "state": each.state,
        "days_left": each.days_left,
        "gaps": [{"kind": gap.kind, "topic": gap.topic} | _said(gap) for gap in each.gaps],
    }


def _said(thing: Clash | Gap) -> dict[str, str]:
    return {"sentence_vi": thing.sentence.vi, "sentence_en": thing.sentence.en}
