"""What a station takes along, for when the network is gone."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, request

from chassis.web.blueprint import Blueprint
from chassis.web.resource import permit
from services.registration.queries.conferences import conference_of
from services.registration.queries.roster import Cursor, changes_since, roster_of, tag_of
from services.registration.resources.base import DESK, RegistrationResource
from services.registration.schemas.roster import RosterArguments, RosterSchema

blueprint = Blueprint(
    "roster", __name__, url_prefix="/conferences/<slug>/roster", description="What a station needs without a network."
)


@blueprint.route("")
class Roster(RegistrationResource):
    """The roster."""

    @permit(*DESK)
    @blueprint.doc(operationId="get_roster")
    @blueprint.arguments(RosterArguments, location="query")
    @blueprint.response(200, RosterSchema)
    @blueprint.alt_response(304, description="Nothing has changed since the answer with this ETag.", success=True)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Show who may come in and who is in: everybody, or what changed since a cursor. No phones, no e-mails."""
        conference, now, since = conference_of(self.session, slug), self.clock(), arguments["since"]
        changes = changes_since(self.session, conference, Cursor.parse(since), now)
        tag = tag_of(conference, changes, since)
        if tag in request.if_none_match:
            response = Response(status=304)
        else:
            # Encoded here: twenty thousand people would spend seconds in a schema.
            roster = roster_of(self.session, conference, changes, self.parts.signer, now)
            response = Response(json.dumps(roster, ensure_ascii=False), mimetype="application/json")
        response.set_etag(tag)
        return response
