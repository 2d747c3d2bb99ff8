"""Printed papers."""

from __future__ import annotations

from chassis.auth.roles import Role
from tests.gateway.integration.office.conftest import message_about
from tests.gateway.integration.people.conftest import HERE, Product


def test_paper_is_listed_and_downloaded(product: Product) -> None:
    invitation = product.api("GET", f"{HERE}/invitations?has_email=true&state=issued&page_size=1")["items"][0]
    message_about(product, invitation["id"])
    paper = product.api("GET", f"{HERE}/papers?about={invitation['id']}")["items"][0]
    client = product.signed_in(Role.ORGANIZER)
    address = f"{HERE}/papers/{paper['id']}"
    assert address in client.get(f"{HERE}/papers?about={invitation['id']}").text
    assert client.get(address).data.startswith(b"%PDF")


def test_papers_are_for_the_office(product: Product) -> None:
    assert product.signed_in(Role.DEPARTMENT).get(f"{HERE}/papers").status_code == 403
