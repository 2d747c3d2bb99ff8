"""Printed papers."""

from __future__ import annotations

import pytest

from chassis.auth.roles import Role
from chassis.testing.messaging import wait_for
from tests.gateway.integration.office.conftest import message_about
from tests.gateway.integration.people.conftest import HERE, Product, send


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


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("sign-off-sheet.pdf", b"%PDF"),
        ("sign-off-sheet.xlsx", b"PK"),
        ("attendance-list.pdf", b"%PDF"),
        ("attendance-list.xlsx", b"PK"),
        ("attendance-report.pdf", b"%PDF"),
    ],
)
def test_every_list_is_explained_and_downloaded(product: Product, name: str, begins: bytes) -> None:
    delegate = product.delegate(confirmed=True)
    wait_for(lambda: product.api("GET", f"{HERE}/papers?about={delegate['id']}")["total"])
    client = product.signed_in(Role.ORGANIZER)
    assert f"{HERE}/print/{name}" in client.get(f"{HERE}/papers").text
    answer = client.get(f"{HERE}/print/{name}?unit={delegate['unit']}&kind=delegate")
    assert (answer.status_code, answer.data[: len(begins)]) == (200, begins)


def test_no_name_tents_to_print_is_said_in_words(product: Product) -> None:
    answer = product.signed_in(Role.ORGANIZER).get(f"{HERE}/print/name-tents.pdf?kind=presenter")
    assert (answer.status_code, "Chưa có biển tên nào để in" in answer.text) == (404, True)


def test_many_papers_are_followed_until_their_file_is_there(product: Product) -> None:
    delegate = product.delegate(confirmed=True)
    wait_for(lambda: product.api("GET", f"{HERE}/papers?about={delegate['id']}")["total"])
    client = product.signed_in(Role.ORGANIZER)
    asked = send(client, f"{HERE}/papers", f"{HERE}/print-jobs/name_tents", unit=delegate["unit"])
    page = asked.request.path
    wait_for(lambda: "Tệp in đã xong" in client.get(page).text)
    assert client.get(f"{page}/content").data.startswith(b"%PDF")
    assert page.rsplit("/", 1)[-1] in client.get(f"{HERE}/papers").text


def test_nothing_to_print_is_said_on_the_page(product: Product) -> None:
    client = product.signed_in(Role.ORGANIZER)
    asked = send(client, f"{HERE}/papers", f"{HERE}/print-jobs/badges", kind="presenter")
    assert "Chưa có gì để in" in asked.text


def test_paper_is_looked_at_before_it_is_printed(product: Product) -> None:
    delegate = product.delegate(confirmed=True)
    wait_for(lambda: product.api("GET", f"{HERE}/papers?about={delegate['id']}")["total"])
    paper = product.api("GET", f"{HERE}/papers?about={delegate['id']}")["items"][0]
    client = product.signed_in(Role.ORGANIZER)
    assert f"{HERE}/papers/{paper['id']}/picture.png" in client.get(f"{HERE}/papers/{paper['id']}/look").text
    assert client.get(f"{HERE}/papers/{paper['id']}/picture.png").data.startswith(b"\x89PNG")
    part = client.get(f"{HERE}/print/preview/sign-off-sheet?unit={delegate['unit']}&blank_rows=3").text
    assert "data:image/png;base64,iVBOR" in part
    assert "Chưa có gì để in" in client.get(f"{HERE}/print/preview/badges?kind=presenter").text
