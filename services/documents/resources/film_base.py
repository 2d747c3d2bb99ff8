"""What resources about one film share."""

from __future__ import annotations

from typing import Any

from chassis.web.resource import Resource, found
from services.documents.models import Obligation
from services.documents.operations.film_in_hand import FilmInHand
from services.documents.queries.conference_facts import conference_zone
from services.documents.queries.obligations import Today
from services.documents.queries.video_report import film_of, film_owed, film_view


class FilmResource(Resource):
    """The film of the conference, as far as the caller may know of it."""

    def owed(self, slug: str) -> Obligation:
        """By which it is owed. Raises `Problem` not-found."""
        return film_owed(self.session, slug, self.identity)

    def in_hand(self, slug: str) -> FilmInHand:
        """The film, to change something: first its obligation is locked, then itself, as by a cut that arrives.

        Raises `Problem` not-found, also before the first upload.
        """
        owed = self.owed(slug)
        obligation = self.session.get_one(Obligation, owed.id, with_for_update=True, populate_existing=True)
        film = found(film_of(self.session, obligation, lock=True))
        return FilmInHand(self.session, film, obligation, self.identity, self.context.clock)

    def whole(self, obligation: Obligation) -> dict[str, Any]:
        """Everything about it."""
        zone = found(conference_zone(self.session, obligation.conference))
        return film_view(self.session, obligation, self.identity, Today(self.context.clock(), zone))
