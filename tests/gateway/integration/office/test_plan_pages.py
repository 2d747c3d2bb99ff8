"""The plan: read, check, compare, apply; and the first start."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient

from chassis.auth.roles import Role
from chassis.testing.messaging import wait_for
from tests.gateway.integration.people.conftest import HERE, PLAN, Product, send

SECOND = PLAN.with_name("phu-binh-2025.yaml")
SEAL = re.compile(r'name="seal" value="([0-9a-f]+)"')


def holding(product: Product) -> dict[str, Any]:
    """The file and the day of the plan that holds."""
    plan = product.api("GET", f"{HERE}/plan")
    return {"source": plan["source"], "shift_to": plan["shift_to"]}


def plan_without(source: str, unit: str) -> str | None:
    """The plan without a unit; None where another part of the plan names the unit, too."""
    rest = re.sub(rf"\n  - code: {unit}\n(?:    .*\n)+", "\n", source)
    return None if re.search(rf"[\[ ]{unit}[\], \n]", rest) else rest


def checked(client: FlaskClient, **form: Any) -> str:
    page: str = send(client, "/plans/new", "/plans/check", **form).text
    return page


def applied(client: FlaskClient, **form: Any) -> Any:
    """Check, then apply what was checked."""
    seal = SEAL.search(checked(client, **form))
    assert seal is not None
    return send(client, "/plans/new", "/plans/apply", seal=seal[1], **form)


def test_first_start_offers_to_load_a_plan(empty_product: Product) -> None:
    page = empty_product.signed_in(Role.ORGANIZER).get("/").text
    assert "Chưa có hội nghị nào" in page
    assert 'href="/plans/new"' in page


def test_first_plan_is_applied(empty_product: Product) -> None:
    client = empty_product.signed_in(Role.ORGANIZER)
    answer = applied(client, source=SECOND.read_text(encoding="utf-8"))
    assert answer.request.path == "/conferences/phu-binh-2025/plan"
    assert "phiên bản 1" in answer.text


def test_plan_page_says_who_applied_it(product: Product) -> None:
    page = product.signed_in(Role.DEPARTMENT).get(f"{HERE}/plan").text
    assert "Trần Thị B, " in page
    assert "Sửa kế hoạch" not in page


def test_plan_file_is_downloaded_as_it_was_given(product: Product) -> None:
    answer = product.signed_in(Role.DEPARTMENT).get(f"{HERE}/plan/source.yaml")
    assert answer.text == holding(product)["source"]


def test_loading_is_for_the_office(product: Product) -> None:
    assert product.signed_in(Role.DEPARTMENT).get("/plans/new").status_code == 403


def test_faults_are_shown_with_their_lines(product: Product) -> None:
    page = checked(product.signed_in(Role.ORGANIZER), source="conference:\n  slug: Sai Mã\n")
    assert 'data-line="2"' in page
    assert "Áp dụng kế hoạch" not in page


def test_refused_text_stays_in_the_field(product: Product) -> None:
    page = checked(product.signed_in(Role.ORGANIZER), source="conference:\n  slug: Sai Mã\n")
    assert "  slug: Sai Mã" in page


def test_chosen_file_stands_in_place_of_the_text(product: Product) -> None:
    file = (BytesIO(b"conference:\n\n  slug: Sai\n"), "plan.yaml")
    assert 'data-line="3"' in checked(product.signed_in(Role.ORGANIZER), source="x", file=file)


def test_file_of_another_encoding_is_refused(product: Product) -> None:
    client = product.signed_in(Role.ORGANIZER)
    file = (BytesIO("hội".encode("utf-16")), "plan.yaml")
    answer = send(client, "/plans/new", "/plans/check", source="", file=file)
    assert answer.status_code == 422
    assert "Không đọc được tệp kế hoạch" in answer.text


def test_change_is_told_in_a_sentence_before_it_is_applied(product: Product) -> None:
    plan = holding(product)
    source = re.sub(r"capacity: \d+", "capacity: 317", plan["source"])
    page = checked(product.signed_in(Role.ORGANIZER), source=source, shift_to=plan["shift_to"])
    assert "thành 317" in page
    assert "Áp dụng kế hoạch" in page


def test_applied_change_makes_a_new_version(product: Product) -> None:
    plan, version = holding(product), product.api("GET", f"{HERE}/plan")["version"]
    source = re.sub(r"capacity: \d+", "capacity: 318", plan["source"])
    answer = applied(product.signed_in(Role.ORGANIZER), source=source, shift_to=plan["shift_to"])
    assert f"phiên bản {version + 1}" in answer.text


def test_what_was_not_checked_is_not_applied(product: Product) -> None:
    plan, version = holding(product), product.api("GET", f"{HERE}/plan")["version"]
    client = product.signed_in(Role.ORGANIZER)
    source = re.sub(r"capacity: \d+", "capacity: 319", plan["source"])
    answer = send(client, "/plans/new", "/plans/apply", source=source, shift_to=plan["shift_to"], seal="khác")
    assert "Kế hoạch đã sửa sau khi kiểm tra" in answer.text
    assert product.api("GET", f"{HERE}/plan")["version"] == version


def test_line_ends_of_browsers_change_nothing(product: Product) -> None:
    plan = holding(product)
    source = plan["source"].replace("\n", "\r\n")
    page = checked(product.signed_in(Role.ORGANIZER), source=source, shift_to=plan["shift_to"])
    assert "Kế hoạch này đang có hiệu lực" in page


def test_removing_what_people_worked_on_needs_the_typed_words(product: Product) -> None:
    plan, without = holding(product), None
    while without is None:
        without = plan_without(plan["source"], product.delegate(confirmed=True)["unit"])
    form = {"source": without, "shift_to": plan["shift_to"]}
    client = product.signed_in(Role.ORGANIZER)
    wait_for(lambda: "data-typed-word" in checked(client, **form))
    assert applied(client, **form).status_code == 409
    assert applied(client, **form, typed="Đồng ý bỏ").request.path == f"{HERE}/plan"
    product.api("POST", "/plans/apply", plan)
