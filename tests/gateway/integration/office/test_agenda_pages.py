"""The agenda's pages: built without a script, published, looked at by strangers, run."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest

from chassis.auth.roles import Role
from tests.gateway.integration.people.conftest import HERE, Product, send

BUILDER, RUN = f"{HERE}/agenda/draft", f"{HERE}/agenda/run"
FIELDS = ("id", "delegate_id", "unit", "presentation_id", "speaker_was", "speaker", "minutes", "fixed_start")


class _Form(HTMLParser):
    """The fields of the builder's form, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {name: [] for name in (*FIELDS, "kind", "title")}
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "input" and name in FIELDS:
            self.fields[name].append(given.get("value") or "")
        elif tag == "textarea" and name == "title":
            self.fields["title"].append("")
            self._area = "title"
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select == "kind" and "selected" in given:
            self.fields["kind"].append(given.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.fields[self._area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None


def _sent(product: Product, **changes: Any) -> Any:
    office = product.signed_in(Role.ORGANIZER)
    form = _Form()
    form.feed(office.get(BUILDER).text)
    version = product.api("GET", f"{HERE}/agenda/draft")["version"]
    return send(office, BUILDER, BUILDER, **(form.fields | {"version": version} | changes))


def _titles(product: Product) -> list[str]:
    return [each["title"] for each in product.api("GET", f"{HERE}/agenda/draft")["items"]]


@pytest.fixture
def first(product: Product) -> dict[str, Any]:
    """The first item of the draft."""
    item: dict[str, Any] = product.api("GET", f"{HERE}/agenda/draft")["items"][0]
    return item


def test_page_without_a_script_adds_moves_and_takes_out(product: Product, first: dict[str, Any]) -> None:
    before = _titles(product)
    _sent(product, add="break")
    assert _titles(product) == [*before, "Giải lao"]
    _sent(product, move=f"{first['id']}:down")
    assert _titles(product)[:2] == [before[1], before[0]]
    _sent(product, remove=first["id"])
    assert before[0] not in _titles(product)


def test_unit_chosen_as_speaker_is_linked(product: Product) -> None:
    unit = product.api("GET", f"{HERE}/units?page_size=1")["items"][0]
    form = _Form()
    form.feed(product.signed_in(Role.ORGANIZER).get(BUILDER).text)
    _sent(product, speaker=[unit["name"], *form.fields["speaker"][1:]])
    item = product.api("GET", f"{HERE}/agenda/draft")["items"][0]
    assert (item["speaker"], item["unit"]) == (unit["name"], unit["code"])


def test_stale_page_says_who_was_quicker(product: Product) -> None:
    stale = product.api("GET", f"{HERE}/agenda/draft")["version"]
    _sent(product, add="other")
    page = _sent(product, add="film", version=stale)
    assert "Mục mới" in page.text


def test_published_agenda_is_there_for_strangers_and_runs(product: Product) -> None:
    office = product.signed_in(Role.ORGANIZER)
    version = product.api("GET", f"{HERE}/agenda/draft")["version"]
    send(office, BUILDER, f"{BUILDER}/publish", version=version, reason="Đã duyệt")
    title = _titles(product)[0]
    assert title in product.embedded.web.test_client().get(f"{HERE}/agenda/public").text
    run = product.api("GET", RUN)
    send(office, RUN, f"{HERE}/agenda/items/{run['items'][0]['id']}/start", version=run["version"])
    screen = office.get(f"{HERE}/agenda/screen").text
    assert ("Đang diễn ra" in screen, title in screen) == (True, True)
