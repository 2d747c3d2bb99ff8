"""Writes letters from the folder of their kind: templates/email/<kind>/{subject.txt,body.txt,body.html}."""

from __future__ import annotations

from collections.abc import Mapping
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
from services.notification.composing.owed import arrears_values, news_values, obligation_values
from services.notification.composing.wording import (
    invitation_number,
    moment_in_words,
    one_line,
    period_in_words,
    phone_in_groups,
)
from services.notification.models import Arrears, Conference, Delegate, Invitation, Obligation

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

    def seat_changed(
        self, conference: Conference, delegate: Delegate, now: datetime, *, told: str | None = None
    ) -> Letter:
        """Tells of a seat other than the one they were `told`, or that this one is theirs no more."""
        return self._to_delegate("seat_changed", conference, delegate, now, told=told)

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
        letter = self._letter("conference_postponed", conference, place, recipient, **values)
        return replace(letter, recipient_phone=phone_of(person))

    def about_obligation(
        self, kind: str, conference: Conference, obligation: Obligation, news: Mapping[str, Any], now: datetime
    ) -> Letter:
        """To the focal point of a unit: what it owes, or what became of what it handed in (`news`)."""
        link = f"conferences/{conference.conference}/obligations/{obligation.id}"
        recipient = (obligation.focal_point_name or obligation.unit_name, obligation.focal_point_email)
        values = obligation_values(conference, obligation) | news_values(conference, news)
        letter = self._letter(kind, conference, (obligation.id, link, now), recipient, **values)
        return replace(letter, enclosures=(), recipient_phone=obligation.focal_point_phone)

    def extension_asked(
        self, conference: Conference, obligation: Obligation, news: Mapping[str, Any], now: datetime
    ) -> Letter:
        """Tells the office that a unit asks for more time, and why."""
        link = f"conferences/{conference.conference}/obligations/{obligation.id}"
        recipient = (conference.contact_name or conference.host, conference.contact_email)
        values = obligation_values(conference, obligation) | news_values(conference, news)
        letter = self._letter("extension_asked", conference, (obligation.id, link, now), recipient, **values)
        return replace(letter, enclosures=())

    def form_checked(
        self, conference: Conference, obligation: Obligation, news: Mapping[str, Any], now: datetime
    ) -> Letter:
        """Tells a unit what of the form of its file is to be mended, and how."""
        link = f"conferences/{conference.conference}/obligations/{obligation.id}/form-check"
        recipient = (obligation.focal_point_name or obligation.unit_name, obligation.focal_point_email)
        findings = [each for each in news["findings"] if each["severity"] == "warning"] or news["findings"]
        values = obligation_values(conference, obligation) | {"news": news, "findings": findings}
        letter = self._letter("form_checked", conference, (obligation.id, link, now), recipient, **values)
        return replace(letter, enclosures=(), recipient_phone=obligation.focal_point_phone)

    def arrears_reported(self, conference: Conference, arrears: Arrears, now: datetime) -> Letter:
        """Tells the office which units let a deadline pass."""
        link = f"conferences/{conference.conference}/obligations?code={arrears.code}&state=overdue"
        recipient = (arrears.recipient_name, arrears.recipient_email)
        values = arrears_values(conference, arrears)
        letter = self._letter("arrears_reported", conference, (arrears.id, link, now), recipient, **values)
        return replace(letter, enclosures=())

    def _to_invitee(
        self, kind: str, conference: Conference, invitation: Invitation, now: datetime, **values: Any
    ) -> Letter:
        to_guest = invitation.invitee_kind == "guest"
        name = invitation.recipient_name or (invitation.invitee_name if to_guest else "")
        letter = self._letter(
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
        return replace(letter, recipient_phone=invitation.recipient_phone)

    def _to_delegate(
        self, kind: str, conference: Conference, delegate: Delegate, now: datetime, **values: Any
    ) -> Letter:
        place = (delegate.id, delegate.link, now)
        letter = self._letter(
            kind, conference, place, (delegate.full_name, delegate.email), delegate=delegate, **values
        )
        return replace(letter, recipient_phone=delegate.phone)

    def _letter(
        self,
        kind: str,
        conference: Conference,
        place: tuple[UUID, str, datetime],
        recipient: tuple[str, str | None],
        **values: Any,
    ) -> Letter:
        about, link, now = place
        letter = self.letter(kind, conference, link, recipient, **values)
        delegate: Delegate | None = values.get("delegate")
        seat = None if delegate is None else delegate.seat
        entry = calendar_entry(conference, about, self.address_of(link), self.sender, now, seat=seat)
        return replace(letter, enclosures=(entry,), seat=seat)

    def address_of(self, link: str) -> str:
        """The whole address of a page."""
        return self.public_url.rstrip("/") + "/" + link.lstrip("/")

    def letter(
        self,
        kind: str,
        conference: Conference,
        link: str,
        recipient: tuple[str, str | None],
        **values: Any,
    ) -> Letter:
        """The words of a letter, without anything enclosed."""
        zone = ZoneInfo(conference.timezone)
        period = partial(period_in_words, conference.starts_at, conference.ends_at, zone)
        values |= {
            "conference": conference,
            "url": self.address_of(link),
            "period": {"vi": period("vi"), "en": period("en")},
        }
        subject = one_line(_render(f"{kind}/subject.txt", values))
        return Letter(
            recipient_name=one_line(recipient[0]),
            recipient_email=recipient[1],
            subject=subject,
            short=f"{subject.rstrip('.')}. {self.address_of(link)}",
            text=_render(f"{kind}/body.txt", values),
            html=_render(f"{kind}/body.html", values),
            enclosures=(),
        )


def phone_of(person: Delegate | Invitation) -> str | None:
    """The number of a delegate, a guest or a unit's focal point."""
    return person.phone if isinstance(person, Delegate) else person.recipient_phone


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
