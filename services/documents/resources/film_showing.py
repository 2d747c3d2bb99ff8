"""What resources about the showing of the film share."""

from __future__ import annotations

from chassis.web.resource import found
from services.documents import rules
from services.documents.models import Obligation
from services.documents.queries.video_report import film_obligation
from services.documents.resources.film_base import FilmResource


class FilmShowingResource(FilmResource):
    """The film of the conference. Whoever may ask may know that there is one; a broadcaster of its own."""

    def owed(self, slug: str) -> Obligation:
        """By which it is owed. Raises `Problem` not-found."""
        owed = found(film_obligation(self.session, slug))
        knows = self.identity.role in rules.STAGE or rules.sees_film(self.identity, owed.unit)
        return found(owed if knows else None)
