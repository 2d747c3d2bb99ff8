"""Writes letters from the folder of their kind: templates/email/<kind>/{subject.txt,body.txt,body.html}."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from email.headerregistry import Address
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from services.notification.composing.calendar import calendar_entry
from services.notification.composing.letter import Letter
from services.notification.composing.wording import (
    invitation_number,
    moment_in_words,
    one_line,
    period_in_words,
    phone_in_groups,
)
from services.notification.models import Conference, Delegate, Invitation

TEMPLATES = Path(__file__).parents[1] / "templates" / "email"


@dataclass(frozen=True)
class Composer:
    """Composes for one installation. `public_url` is the address of the pages, `sender` that of the letters."""

    public_url: str
    sender: Address

    def invitation_issued(self, conference: Conference, invitation: Invitation, now: datetime) -> Letter:
        """The letter that a giấy mời travels with, and the private link to answer it."""
        return self._to_invitee("invitation_issued", conference, invitation, now)

    def invitation_reminder(self, conference: Conference, invitation: Invitation, now: datetime) -> Letter:
        """Asks for the answer that is missing, and says until when. The calendar has its entry already."""
        closes, zone = conference.registration_closes_at, ZoneInfo(conference.timezone)
        until = closes and {"vi": moment_in_words(closes, zone, "vi"), "en": moment_in_words(closes, zone, "en")}
        letter = self._to_invitee("invitation_reminder", conference, invitation, now, until=until)
        return replace(letter, enclosures=())

    def delegate_registered(self, conference: Conference, delegate: Delegate, now: datetime) -> Letter:
        """Tells a delegate that their unit named them, and asks them to confirm."""
        return self._to_delegate("delegate_registered", conference, delegate, now)

    def delegate_confirmed(self, conference: Conference, delegate: Delegate, now: datetime) -> Letter:
        """The letter that the badge travels with: short code and link to the pass."""
        return self._to_delegate("delegate_confirmed", conference, delegate, now)

    def confirmation_reminder(self, conference: Conference, delegate: Delegate, now: datetime) -> Letter:
        """Asks a delegate for the confirmation that is missing."""
        return replace(self._to_delegate("confirmation_reminder", conference, delegate, now), enclosures=())

    def attendance_reminder(self, conference: Conference, delegate: Delegate, now: datetime) -> Letter:
        """Time, place, seat and pass on the eve of the conference."""
        return replace(self._to_delegate("attendance_reminder", conference, delegate, now), enclosures=())

    def delegate_substituted(self, conference: Conference, delegate: Delegate, now: datetime) -> Letter:
        """Tells who handed their place over that it is done; there is nothing for their calendar any more."""
        return replace(self._to_delegate("delegate_substituted", conference, delegate, now), enclosures=())

    def substitution_reported(self, conference: Conference, delegate: Delegate, now: datetime) -> Letter:
        """Tells the focal point of a unit who comes instead of whom; never with the delegate's private link."""
        recipient = (delegate.focal_point_name or delegate.unit_name or "", delegate.focal_point_email)
        place = (delegate.id, "", now)
        letter = self._letter("substitution_reported", conference, place, recipient, delegate=delegate)
        return replace(letter, enclosures=())

    def conference_postponed(self, conference: Conference, person: Delegate | Invitation, now: datetime) -> Letter:
        """Tells a delegate, a guest or a unit's focal point that the conference was moved, and what still holds."""
        move = conference.move or {}
        previous = move["previous"]
        zone = ZoneInfo(conference.timezone)
        began, ended = (datetime.fromisoformat(previous[name]) for name in ("starts_at", "ends_at"))
        values: dict[str, Any] = {
            "was": {"vi": period_in_words(began, ended, zone, "vi"), "en": period_in_words(began, ended, zone, "en")},
            "was_at": f"{previous['hall']}, {previous['address']}",
            "time_moved": (began, ended) != (conference.starts_at, conference.ends_at),
            "place_moved": (previous["hall"], previous["address"]) != (conference.hall, conference.address),
            "reason": move["reason"],
        }
        if isinstance(person, Delegate):
            values |= {"delegate": person, "invitation": None, "person": person.full_name}
            recipient = (person.full_name, person.email)
        else:
            guest = person.invitee_name if person.invitee_kind == "guest" else ""
            name = person.recipient_name or guest
            number = invitation_number(person.number, conference.document_code, conference.format_profile)
            values |= {"delegate": None, "invitation": person, "person": name, "number": number}
            recipient = (name or person.invitee_name, person.recipient_email)
        place = (person.id, person.link, now)
        return self._letter("conference_postponed", conference, place, recipient, **values)

    def _to_invitee(
        self, kind: str, conference: Conference, invitation: Invitation, now: datetime, **values: Any
    ) -> Letter:
        to_guest = invitation.invitee_kind == "guest"
        name = invitation.recipient_name or (invitation.invitee_name if to_guest else "")
        return self._letter(
            kind,
            conference,
            (invitation.id, invitation.link, now),
            (name or invitation.invitee_name, invitation.recipient_email),
            person=name,
            invitation=invitation,
            number=invitation_number(invitation.number, conference.document_code, conference.format_profile),
            to_guest=to_guest,
            **values,
        )

    def _to_delegate(self, kind: str, conference: Conference, delegate: Delegate, now: datetime) -> Letter:
        place = (delegate.id, delegate.link, now)
        return self._letter(kind, conference, place, (delegate.full_name, delegate.email), delegate=delegate)

    def _letter(
        self,
        kind: str,
        conference: Conference,
        place: tuple[UUID, str, datetime],
        recipient: tuple[str, str | None],
        **values: Any,
    ) -> Letter:
        about, link, now = place
        url = self.public_url.rstrip("/") + "/" + link.lstrip("/")
        zone = ZoneInfo(conference.timezone)
        period = partial(period_in_words, conference.starts_at, conference.ends_at, zone)
        delegate: Delegate | None = values.get("delegate")
        seat = None if delegate is None else delegate.seat
        values |= {"conference": conference, "url": url, "period": {"vi": period("vi"), "en": period("en")}}
        return Letter(
            recipient_name=one_line(recipient[0]),
            recipient_email=recipient[1],
            subject=one_line(_render(f"{kind}/subject.txt", values)),
            text=_render(f"{kind}/body.txt", values),
            html=_render(f"{kind}/body.html", values),
            enclosures=(calendar_entry(conference, about, url, self.sender, now, seat=seat),),
        )


def _render(template: str, values: dict[str, Any]) -> str:
    return _environment.get_template(template).render(values)


def _finalize(value: Any) -> Any:
    """What people typed stays on its line, in every place of every template."""
    return one_line(value) if type(value) is str else value


_environment = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    finalize=_finalize,
)
_environment.filters["phone"] = phone_in_groups
