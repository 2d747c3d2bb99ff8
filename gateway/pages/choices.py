"""What lists of a conference offer to choose from: units, categories, gates."""

from __future__ import annotations

from gateway.auth.reader import services
from gateway.clients.gates import gate_names_of
from gateway.clients.services import path

EVERY = 200


def unit_choices(slug: str) -> list[tuple[str, str]]:
    """(code, name) of each unit, in Vietnamese order."""
    address = path("conferences", slug, "units")
    found: list[tuple[str, str]] = []
    page = 1
    while True:
        answer = services().registration.get(address, page=page, page_size=EVERY, sort="name")
        found += [(unit["code"], unit["name"]) for unit in answer["items"]]
        if page * EVERY >= answer["total"]:
            return found
        page += 1


def category_choices(slug: str) -> list[tuple[str, str]]:
    """(code, name) of each category of participants, by protocol rank."""
    answer = services().registration.get(path("conferences", slug, "categories"), page_size=EVERY)
    return [(item["code"], item["name"]) for item in answer["items"]]


def gate_names(slug: str) -> dict[str, str]:
    """{code: name} of the gates."""
    return gate_names_of(services().registration, slug)
