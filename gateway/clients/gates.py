"""The gates of a conference, as whoever asks may see them."""

from __future__ import annotations

from gateway.clients.services import ServiceClient, path

EVERY = 200


def gate_names_of(registration: ServiceClient, slug: str) -> dict[str, str]:
    """{code: name} of the gates. Raises `ServiceProblem` for an unknown conference."""
    answer = registration.get(path("conferences", slug, "gates"), page_size=EVERY)
    return {item["code"]: item["name"] for item in answer["items"]}
