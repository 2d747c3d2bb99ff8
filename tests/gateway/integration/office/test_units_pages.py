"""Units."""

from __future__ import annotations

from chassis.auth.roles import Role
from tests.gateway.integration.people.conftest import HERE, Product

LIST = f"{HERE}/units"


def test_office_goes_on_to_the_delegates_of_a_unit(product: Product) -> None:
    page = product.signed_in(Role.ORGANIZER).get(f"{LIST}?q=dai+tu").text
    assert f"{HERE}/delegates?unit=tuyen-giao-dai-tu" in page


def test_department_sees_units_without_closed_links(product: Product) -> None:
    page = product.signed_in(Role.DEPARTMENT).get(f"{LIST}?q=dai+tu").text
    assert "Ban Tuyên giáo Huyện ủy Đại Từ" in page
    assert f"{HERE}/delegates?unit=" not in page


def test_telephone_is_masked_for_others_than_the_office(product: Product) -> None:
    asked = f"{LIST}?q=dai+tu"
    assert "0900.000.109" in product.signed_in(Role.ORGANIZER).get(asked).text
    assert "0900.000.109" not in product.signed_in(Role.DEPARTMENT).get(asked).text
