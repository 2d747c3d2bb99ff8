"""Digests: what all units reported for one obligation, by the sections of its outline. Files are print jobs."""

from __future__ import annotations

from typing import Any

from chassis.web.blueprint import Blueprint
from chassis.web.problems import NOT_FOUND, Problem, reader_language
from chassis.web.resource import Resource, found, permit
from services.documents import rules
from services.documents.queries.conference_facts import conference_zone
from services.documents.queries.digest import WHOLE, Digest, DigestUnit, Standing, digest_lines, digest_of
from services.documents.queries.obligations import Today
from services.documents.schemas.digest import DigestArguments, DigestLinesSchema, DigestSchema, DigestSectionSchema

blueprint = Blueprint("digests", __name__, url_prefix="/conferences/<slug>/digests", description="Digests of reports.")


class DigestResource(Resource):
    """What the resources of digests share."""

    def today(self, slug: str) -> Today:
        """The present moment on the conference's calendar. Raises `Problem` not-found."""
        return Today(self.context.clock(), found(conference_zone(self.session, slug)))

    def digest(self, slug: str, code: str, arguments: dict[str, Any]) -> Digest:
        """One digest, of the units that the reader may know of. Raises `Problem` not-found."""
        return found(digest_of(self.session, slug, code, arguments["which"], self.identity, self.today(slug)))


@blueprint.route("")
class Digests(DigestResource):
    """What can be put together."""

    @permit(*rules.DIGEST_READERS)
    @blueprint.doc(operationId="list_digests")
    @blueprint.response(200, DigestLinesSchema)
    def get(self, slug: str) -> dict[str, Any]:
        """List the obligations whose reports can be put together, in the order of the plan."""
        return {"items": digest_lines(self.session, slug, self.identity, self.today(slug))}


@blueprint.route("/<code>")
class OneDigest(DigestResource):
    """One digest."""

    @permit(*rules.DIGEST_READERS)
    @blueprint.doc(operationId="get_digest")
    @blueprint.arguments(DigestArguments, location="query")
    @blueprint.response(200, DigestSchema)
    def get(self, arguments: dict[str, Any], slug: str, code: str) -> dict[str, Any]:
        """Show who sent the report and who did not, and how many units say something of each section."""
        digest = self.digest(slug, code, arguments)
        return {
            "code": digest.code,
            "title": digest.title,
            "kind": digest.kind,
            "which": digest.which,
            "outline": digest.outline != (WHOLE,),
            "figures": digest.figures(),
            "sections": [
                {
                    "place": place,
                    "name": section.name,
                    "depth": section.depth,
                    "units": len(digest.taken(place)),
                    "exemplary_models": section.exemplary_models,
                    "petitions": section.petitions,
                }
                for place, section in enumerate(digest.outline)
            ],
            "units": [_unit(each) for each in digest.units],
        }


@blueprint.route("/<code>/sections/<int:place>")
class DigestSection(DigestResource):
    """One section of a digest."""

    @permit(*rules.DIGEST_READERS)
    @blueprint.doc(operationId="get_digest_section")
    @blueprint.arguments(DigestArguments, location="query")
    @blueprint.response(200, DigestSectionSchema)
    def get(self, arguments: dict[str, Any], slug: str, code: str, place: int) -> dict[str, Any]:
        """Show what each unit says of a section, in its own words."""
        digest = self.digest(slug, code, arguments)
        if place >= len(digest.outline):
            raise Problem(NOT_FOUND)
        taken = digest.taken(place)
        named = {each.unit for each in taken}
        return {
            "place": place,
            "name": digest.outline[place].name,
            "entries": [
                {
                    "obligation_id": each.obligation_id,
                    "unit": each.unit,
                    "unit_name": each.unit_name,
                    "lines": each.sections[place],
                    "left_out": [one for one in each.left_out if one.section == place],
                }
                for each in taken
            ],
            "without": [each.unit_name for each in digest.standing(Standing.TAKEN) if each.unit not in named],
        }


def _unit(unit: DigestUnit) -> dict[str, Any]:
    problem = unit.problem
    return {
        "obligation_id": unit.obligation_id,
        "unit": unit.unit,
        "unit_name": unit.unit_name,
        "standing": unit.standing,
        "submission_state": unit.state.value,
        "came_at": unit.came_at,
        "last_moment": unit.last_moment,
        "timeliness": unit.timeliness,
        "overdue": unit.overdue,
        "problem": None if problem is None else problem.vi if reader_language() == "vi" else problem.en,
        "cut": unit.cut,
        "left_out": unit.left_out,
    }
