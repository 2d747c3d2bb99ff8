"""Whom an item of the agenda can be given to: delegates and units, as they are printed under "Người thực hiện"."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.auth.reader import services
from gateway.clients.services import path
from gateway.pages.choices import unit_choices

EVERY = 500
COMING = ("registered", "confirmed")


@dataclass(frozen=True)
class Linked:
    """One of them: the words that are printed, and whom they mean."""

    text: str
    delegate_id: str | None = None
    unit: str | None = None


def speakers(slug: str) -> list[Linked]:
    """Presenters first, then other delegates who are to come, then units."""
    address = path("conferences", slug, "delegates")
    found = services().registration.get(address, page_size=EVERY)["items"]
    coming = sorted((each for each in found if each["state"] in COMING), key=lambda each: each["kind"] != "presenter")
    people = [Linked(_words(each["full_name"], each["post"], each["unit_name"]), each["id"]) for each in coming]
    return [*people, *(Linked(name, unit=code) for code, name in unit_choices(slug))]


def _words(full_name: str, post: str | None, unit_name: str | None) -> str:
    """`Đồng chí Nguyễn Văn A, Giám đốc Sở Y tế`."""
    about = " ".join(part for part in (post, unit_name) if part)
    return f"Đồng chí {full_name}, {about}" if about else f"Đồng chí {full_name}"
