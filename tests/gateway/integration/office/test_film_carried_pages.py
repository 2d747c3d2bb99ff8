"""Comments of a cut that was longer, on the page of the next one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from chassis.auth.roles import Role
from chassis.testing.messaging import wait_for
from tests.documents.films import Recipe, make
from tests.gateway.integration.people.conftest import HERE, Product, send

PAGE = f"{HERE}/video-report"
COMMENT = {"category": "picture", "weight": "advice"}


@pytest.fixture(scope="module")
def carried(product: Product, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """What an appraiser reads about a comment of the first cut, of three seconds, beside the next one, of a second."""
    folder = tmp_path_factory.mktemp("cuts")
    appraiser = product.signed_in(Role.APPRAISER)
    first = _take_up(product, appraiser, make(folder / "dai.mp4", Recipe(seconds=3)))
    for moment in ("00:00,5", "00:02,5"):
        send(appraiser, PAGE, f"{PAGE}/comments", sha256=first, from_ms=moment, text=f"Lúc {moment}", **COMMENT)
    send(appraiser, PAGE, f"{PAGE}/request-changes", sha256=first, word="Rút ngắn")
    _take_up(product, appraiser, make(folder / "ngan.mp4", Recipe(seconds=1)))
    page = appraiser.get(f"{PAGE}/versions/{_newest(product)['id']}").text
    items = re.findall(r'<li class="remark.*?</li>', page, re.DOTALL)
    return lambda moment: next(each for each in items if f"Lúc {moment}" in each)


def test_time_after_the_end_is_said_to_be_of_the_earlier_cut(carried: Callable[[str], str]) -> None:
    assert "Thời điểm ghi theo bản 1, sau điểm cuối của bản 2 (dài 00:01)." in carried("00:02,5")


def test_time_after_the_end_leads_nowhere_in_the_new_cut(carried: Callable[[str], str]) -> None:
    assert "data-moment-ms" not in carried("00:02,5")


def test_time_after_the_end_is_reached_in_the_earlier_cut(carried: Callable[[str], str]) -> None:
    found = re.search(r'href="([^"]+)">Xem chỗ này ở bản 1</a>', carried("00:02,5"))
    assert found is not None
    assert re.fullmatch(rf"{PAGE}/compare\?left=\S+&amp;right=\S+#ms=2500", found[1])


def test_time_within_the_new_cut_may_show_another_picture(carried: Callable[[str], str]) -> None:
    assert "Thời điểm ghi theo bản 1; ở bản 2 có thể là hình khác." in carried("00:00,5")
    assert 'data-moment-ms="500"' in carried("00:00,5")


def _take_up(product: Product, appraiser: FlaskClient, film: Path) -> str:
    """Send a cut and begin to appraise it once its copy can be played; its checksum."""
    product.send_film(film.read_bytes())
    wait_for(lambda: _newest(product)["browser_copy"]["state"] == "ready")
    sha256: str = _newest(product)["sha256"]
    send(appraiser, PAGE, f"{PAGE}/begin", sha256=sha256)
    return sha256


def _newest(product: Product) -> dict[str, Any]:
    newest: dict[str, Any] = product.api("GET", PAGE)["versions"][0]
    return newest
