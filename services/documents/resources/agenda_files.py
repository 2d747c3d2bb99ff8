"""The agenda to take along: on paper, and in a calendar."""

from __future__ import annotations

from typing import Any

from flask import Response

from chassis.web.blueprint import Blueprint
from chassis.web.resource import permit, require
from services.documents import rules
from services.documents.queries.agenda import agenda_lines, draft_lines, own_items
from services.documents.rendering import AgendaPaper, RenderedPaper
from services.documents.resources.agenda import AgendaResource
from services.documents.resources.files import FILE_SCHEMA, PDF, file_answer
from services.documents.resources.lists import PrintingResource, printed
from services.documents.schemas.agenda import AgendaCalendarArguments, AgendaPaperArguments

ICS = "text/calendar"

blueprint = Blueprint(
    "agenda files", __name__, url_prefix="/conferences/<slug>", description="The agenda to take along."
)


class AgendaPaperResource(PrintingResource, AgendaResource):
    """What the file and its preview share."""

    def agenda_paper(self, slug: str, *, is_draft: bool) -> RenderedPaper:
        """The agenda as it is printed now. Raises `Problem`: forbidden, no-agenda, not-found."""
        facts = self.facts(slug)
        if is_draft:
            require(self.identity.role in rules.AGENDA_DRAFT_READERS)
            lines, day = draft_lines(self.session, slug), None
        else:
            published = self.published(slug)
            lines = agenda_lines(published.slots, published.occasion)
            day = published.version.published_at.astimezone(facts.conference.zone).date()
        paper = AgendaPaper(facts.conference, lines, day, facts.signer_name, is_draft)
        return printed(lambda: self.press.agenda(facts, paper))


@blueprint.route("/agenda.pdf")
class AgendaFile(AgendaPaperResource):
    """Chương trình."""

    @permit(*rules.AGENDA_READERS)
    @blueprint.doc(operationId="print_agenda")
    @blueprint.arguments(AgendaPaperArguments, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    @blueprint.problems(503)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Print the published agenda; or the draft, for whoever may see it."""
        return file_answer(self.agenda_paper(slug, is_draft=arguments["draft"]).content, f"chuong-trinh-{slug}.pdf")


@blueprint.route("/agenda.ics")
class AgendaCalendar(PrintingResource, AgendaResource):
    """The agenda for calendars."""

    @permit(*rules.AGENDA_READERS)
    @blueprint.doc(operationId="get_agenda_calendar")
    @blueprint.arguments(AgendaCalendarArguments, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=ICS)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """The items of the published agenda as calendar entries: all of them, or the reader's own."""
        from chassis.calendar import Occasion, calendar_of, entry_uid

        published, facts = self.published(slug), self.facts(slug).conference
        own = own_items(self.session, published.slots, self.identity) if arguments["own"] else None
        url = f"{self.press.public_url.rstrip('/')}/conferences/{slug}/agenda/public"
        occasions = [
            Occasion(
                uid=entry_uid(slug, slot.entry.id),
                sequence=published.version.number,
                starts_at=published.occasion.moment(slot.begins),
                ends_at=published.occasion.moment(slot.ends),
                title=slot.entry.title,
                place=f"{facts.hall}, {facts.address}",
                url=url,
                host=facts.host,
                organizer=f"mailto:{facts.contact_email}" if facts.contact_email else url,
            )
            for slot in published.slots
            if own is None or slot.entry.id in own
        ]
        return file_answer(calendar_of(occasions, self.context.clock()), f"chuong-trinh-{slug}.ics", ICS)
