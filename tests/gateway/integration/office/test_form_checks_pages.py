"""Trying a file, and what the form check said of what was handed in."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from chassis.auth.roles import Role
from chassis.testing.messaging import wait_for
from tests.documents.form_corpus.report_text import report, without
from tests.documents.form_corpus.word_programs import set_right
from tests.gateway.integration.people.conftest import HERE, Product, csrf_of

TRIAL = f"{HERE}/form-check"
UNIT = "tuyen-giao-dai-tu"
LACKING = set_right(without(report(paragraphs=6), "Đánh giá chung"))


@pytest.fixture(scope="module")
def obligation(product: Product) -> dict[str, Any]:
    """A report of two versions, both checked."""
    [found] = product.api("GET", f"{HERE}/obligations?code=bao-cao-so-ket&unit={UNIT}")["items"]
    for content in (LACKING, set_right(report(paragraphs=6))):
        _hand_in(product, found["id"], content)
    wait_for(lambda: {each["state"] for each in _checks(product, found["id"])} == {"done"})
    shown: dict[str, Any] = product.api("GET", f"{HERE}/obligations/{found['id']}")
    return shown


def _hand_in(product: Product, obligation: str, content: bytes) -> None:
    headers = {"Authorization": f"Bearer {product.token}"}
    address = f"/api/v1{HERE}/uploads?filename=bao-cao.docx"
    upload: Any = product.embedded.web.test_client().post(address, data=content, headers=headers).json
    version = product.api("GET", f"{HERE}/obligations/{obligation}")["version"]
    given = {"version": version, "upload_id": upload["id"]}
    product.api("POST", f"{HERE}/obligations/{obligation}/submissions", given)


def _checks(product: Product, obligation: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = product.api("GET", f"{HERE}/obligations/{obligation}/form-checks")["items"]
    return items


def _try(client: FlaskClient, **sent: Any) -> Any:
    data = {"csrf_token": csrf_of(client, TRIAL), "obligation": "bao-cao-so-ket", **sent}
    return client.post(TRIAL, data=data, content_type="multipart/form-data")


def test_anybody_tries_a_file_and_reads_how_to_mend_it(product: Product) -> None:
    client = product.signed_in(Role.RECEPTIONIST)
    page = _try(client, file=(io.BytesIO(LACKING), "thử.docx")).text
    assert "Kết quả: thử.docx" in page
    assert "Chưa thấy mục “3. Đánh giá chung” của đề cương." in page
    assert "Gõ đề mục trên một dòng riêng" in page


def test_without_a_file_one_is_asked_for(product: Product) -> None:
    answer = _try(product.signed_in(Role.UNIT, unit=UNIT))
    assert answer.status_code == 422
    assert "Xin chọn một tệp." in answer.text


def test_unit_sees_the_findings_of_its_last_version(product: Product, obligation: dict[str, Any]) -> None:
    page = product.signed_in(Role.UNIT, unit=UNIT).get(f"{HERE}/obligations/{obligation['id']}/form-check").text
    assert "Đúng thể thức" in page
    assert "Tải tệp mẫu theo đề cương" in page


def test_two_versions_stand_side_by_side(product: Product, obligation: dict[str, Any]) -> None:
    address = f"{HERE}/obligations/{obligation['id']}/form-check?version=2&beside=1"
    page = product.signed_in(Role.ORGANIZER).get(address).text
    assert page.index('id="version-2"') < page.index('id="version-1"')
    assert "1 điểm chưa đúng thể thức" in page


def test_template_and_annotated_copy_are_downloaded(product: Product, obligation: dict[str, Any]) -> None:
    client = product.signed_in(Role.UNIT, unit=UNIT)
    here = f"{HERE}/obligations/{obligation['id']}"
    version = obligation["submissions"][1]["id"]
    for address in (f"{here}/template", f"{here}/submissions/{version}/annotated-copy"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.data[:2] == b"PK"
