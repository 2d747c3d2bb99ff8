"""The film's page: for its broadcaster, the office and appraisers, and nobody else."""

from __future__ import annotations

import base64

import pytest

from chassis.auth.roles import Role
from chassis.testing.messaging import wait_for
from tests.documents.films import Recipe, black, enlarged, make
from tests.gateway.integration.people.conftest import HERE, Product

PAGE = f"{HERE}/video-report"
BROADCASTER = "dai-phat-thanh-truyen-hinh"


def test_broadcaster_is_told_what_to_do_and_led_there_from_what_it_owes(product: Product) -> None:
    broadcaster = product.signed_in(Role.BROADCASTER, unit=BROADCASTER)
    page = broadcaster.get(PAGE)
    assert (page.status_code, "Chưa có bản phim nào" in page.text, "data-film-upload" in page.text) == (200, True, True)
    assert f'href="{PAGE}"' in broadcaster.get(f"{HERE}/obligations").text


def test_appraiser_sees_versions_and_sends_nothing(product: Product) -> None:
    appraiser = product.signed_in(Role.APPRAISER)
    page = appraiser.get(PAGE)
    assert ("chưa gửi phim" in page.text, "data-film-upload" in page.text) == (True, False)
    assert appraiser.post(f"{PAGE}/uploads").status_code in (400, 403)


def test_another_unit_has_no_business_there(product: Product) -> None:
    assert product.signed_in(Role.UNIT, unit="so-y-te").get(PAGE).status_code == 403


@pytest.fixture(scope="module")
def cut(product: Product, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a cut that was inspected and can be played."""
    recipe = Recipe(seconds=3, pictures=(enlarged(320, 180), black(1, 2.2)))
    content = make(tmp_path_factory.mktemp("film") / "phim.mp4", recipe).read_bytes()
    headers = {
        "Authorization": f"Bearer {product.token}",
        "Tus-Resumable": "1.0.0",
        "Upload-Length": str(len(content)),
        "Upload-Metadata": f"filename {base64.b64encode(b'phim.mp4').decode()}",
        "Content-Type": "application/offset+octet-stream",
    }
    uploads = f"/api/v1{PAGE}/uploads"
    assert product.embedded.web.test_client().post(uploads, data=content, headers=headers).status_code == 201
    wait_for(lambda: [each["browser_copy"]["state"] for each in product.api("GET", PAGE)["versions"]] == ["ready"])
    return f"{PAGE}/versions/{product.api('GET', PAGE)['versions'][0]['id']}"


def test_cut_is_shown_with_its_verdicts_timeline_and_player(product: Product, cut: str) -> None:
    appraiser = product.signed_in(Role.APPRAISER)
    assert f'href="{cut}"' in appraiser.get(PAGE).text
    page = appraiser.get(cut)
    assert page.status_code == 200
    for words in ("Không đạt", "Thời lượng", "Hình đen", 'data-seek-ms="1000"', "data-film-player"):
        assert words in page.text
    # Nothing is on its way any more, so nothing asks anew.
    assert "every 2s" not in page.text
    paper = appraiser.get(f"{cut}/inspection.pdf")
    assert (paper.status_code, paper.data[:5]) == (200, b"%PDF-")


def test_film_is_played_by_ranges_through_the_page_and_each_view_is_noted_once(product: Product, cut: str) -> None:
    broadcaster = product.signed_in(Role.BROADCASTER, unit=BROADCASTER)
    for first, last in ((0, 3), (4, 7)):
        part = broadcaster.get(f"{cut}/copy", headers={"Range": f"bytes={first}-{last}"})
        assert (part.status_code, part.mimetype, len(part.data)) == (206, "video/mp4", 4)
    assert broadcaster.get(f"{cut}/poster").mimetype == "image/jpeg"
    assert broadcaster.get(f"{cut}/thumbnails").mimetype == "image/jpeg"
    trail = product.signed_in(Role.ADMINISTRATOR).get("/audit?page_size=200").text
    assert trail.count(f"{cut}/copy") == 1


def test_cut_that_is_not_there_is_not_found(product: Product) -> None:
    broadcaster = product.signed_in(Role.BROADCASTER, unit=BROADCASTER)
    nowhere = "00000000-0000-0000-0000-000000000000"
    assert broadcaster.get(f"{PAGE}/versions/{nowhere}").status_code == 404
    assert broadcaster.get(f"{PAGE}/compare?left={nowhere}&right={nowhere}").status_code == 404
    assert product.signed_in(Role.UNIT, unit="so-y-te").get(f"{PAGE}/compare").status_code == 403
