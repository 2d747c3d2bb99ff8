"""The same product as the people's pages are tested with, and one that has no conference yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from chassis.testing.messaging import wait_for
from gateway.translate import compile_catalogue
from hoinghi import settings
from hoinghi.embedded import EmbeddedProduct
from tests.gateway.integration.people.conftest import HERE, Product, product

__all__ = ["compiled_catalogue", "draft_guest", "empty_product", "message_about", "product", "waiting_delegate"]


@pytest.fixture(autouse=True, scope="session")
def compiled_catalogue() -> None:
    """The English texts, as a release has them."""
    compile_catalogue()


@pytest.fixture(scope="module")
def empty_product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product at its first start."""
    folder = tmp_path_factory.mktemp("empty")
    environment = settings.embedded_environment(settings.RunConfig(var=str(folder)))
    running = Product(EmbeddedProduct(environment), environment)
    yield running
    running.embedded.stop()


def draft_guest(product: Product, email: str | None = "khach@co-quan.example") -> dict[str, Any]:
    """A guest's invitation that is not sent yet."""
    guest = {"full_name": f"Khách {uuid4().hex[:6]}", "post": "Nguyên Trưởng Ban", "category": "lanh-dao"}
    invitation: dict[str, Any] = product.api("POST", f"{HERE}/invitations", guest | {"email": email})
    return invitation


def waiting_delegate(product: Product) -> dict[str, Any]:
    """Somebody over the quota of their unit."""
    unit = product.fresh_invitation("unit")
    person = {"unit": unit["invitee_code"], "full_name": "Hoàng Văn Đợi"}
    named = [product.api("POST", f"{HERE}/delegates", person) for _ in range(unit["quota"] + 1)]
    delegate: dict[str, Any] = named[-1]
    assert delegate["state"] == "waiting"
    return delegate


def message_about(product: Product, about: str) -> dict[str, Any]:
    """The first e-mail about an invitation or delegate, once it is sent."""
    address = f"{HERE}/messages?about={about}&state=sent"
    wait_for(lambda: product.api("GET", address)["total"] > 0)
    message: dict[str, Any] = product.api("GET", address)["items"][0]
    return message
