"""The digest's pages: chosen, read by section, made as a file."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.auth.roles import Role
from chassis.testing.messaging import wait_for
from tests.documents.form_corpus.report_text import report
from tests.documents.form_corpus.word_programs import set_right
from tests.gateway.integration.people.conftest import HERE, Product, send

UNIT = "tuyen-giao-dai-tu"
CODE = "bao-cao-so-ket"
PAGE = f"{HERE}/digests/{CODE}"
pytestmark = pytest.mark.usefixtures("reported")


@pytest.fixture(scope="module")
def reported(product: Product) -> None:
    """One report that came, and was read."""
    [found] = product.api("GET", f"{HERE}/obligations?code={CODE}&unit={UNIT}")["items"]
    headers = {"Authorization": f"Bearer {product.token}"}
    address = f"/api/v1{HERE}/uploads?filename=bao-cao.docx"
    content = set_right(report(paragraphs=3), extras=True)
    upload: Any = product.embedded.web.test_client().post(address, data=content, headers=headers).json
    given = {"version": found["version"], "upload_id": upload["id"]}
    product.api("POST", f"{HERE}/obligations/{found['id']}/submissions", given)
    wait_for(lambda: product.api("GET", f"{PAGE}?which=came")["figures"]["taken"])


def test_report_is_read_by_section_and_made_a_file(product: Product) -> None:
    office = product.signed_in(Role.ORGANIZER)
    assert f'href="{PAGE}"' in office.get(f"{HERE}/digests").text
    page = office.get(PAGE).text
    assert '<option value="came" selected>' in page
    assert '<h2 id="section-title">I. Bối cảnh và đặc điểm tình hình</h2>' in page
    assert "Ban Tuyên giáo Huyện ủy Đại Từ</a></h3>" in page
    assert "Đơn vị chưa nộp (" in page
    assert "Bảng và hình không đưa vào tổng hợp (7)" in page
    assert "1 bảng: đoạn " in page
    assert "6 hình: đoạn " in page

    asked = send(office, PAGE, f"{PAGE}/digest_word", which="came")
    followed = asked.request.path
    wait_for(lambda: "Báo cáo tổng hợp đã xong" in office.get(followed).text)
    assert office.get(f"{followed}/content").data.startswith(b"PK")
    assert f'href="{PAGE}"' in office.get(followed).text


def test_file_of_nothing_is_refused_in_words(product: Product) -> None:
    office = product.signed_in(Role.ORGANIZER)
    asked = send(office, PAGE, f"{PAGE}/digest_pdf", which="accepted")
    assert "Chưa có báo cáo nào để tổng hợp" in asked.text


def test_drafters_read_it_and_the_office_makes_files(product: Product) -> None:
    appraiser = product.signed_in(Role.APPRAISER).get(f"{PAGE}?which=came").text
    assert ("Bối cảnh" in appraiser, "Lập tệp Word" in appraiser) == (True, False)
    assert product.signed_in(Role.UNIT, unit=UNIT).get(PAGE).status_code == 403
