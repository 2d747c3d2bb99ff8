"""Pages of the core: language, errors in words, accounts, failed events, tasks of today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from chassis.auth.roles import Role
from chassis.messaging.dead_letters import keeper
from chassis.messaging.envelope import MalformedEvent
from gateway.clients.transport import ServiceResponse, ServiceUnavailable
from gateway.translate import compile_catalogue
from tests.gateway.conftest import PASSWORD, World, WorldMaker, csrf_of, sign_in

NEW = {"email": "moi@co-quan.example", "password": PASSWORD, "full_name": "Lê Văn C", "role": "chair"}


class Absent:
    """A service that is not there."""

    def request(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None) -> ServiceResponse:
        raise ServiceUnavailable("any")


@pytest.fixture(autouse=True, scope="module")
def compiled_catalogue() -> None:
    compile_catalogue()


def post(client: Any, path: str, **form: str) -> Any:
    return client.post(path, data=form | {"csrf_token": csrf_of(client, "/")})


def test_page_is_vietnamese_unless_the_browser_prefers_english(world: World) -> None:
    assert '<html lang="vi">' in world.client().get("/sign-in", headers={"Accept-Language": "fr"}).text
    page = world.client().get("/sign-in", headers={"Accept-Language": "en-GB,vi;q=0.5"}).text
    assert '<html lang="en">' in page
    assert "E-mail address" in page


def test_choice_of_language_is_kept_and_wins(world: World) -> None:
    client = world.client()
    answer = client.post("/language", data={"language": "en", "next": "/sign-in", "csrf_token": csrf_of(client)})
    assert answer.location == "/sign-in"
    assert "E-mail address" in client.get("/sign-in", headers={"Accept-Language": "vi"}).text


def test_language_switch_leads_nowhere_else(world: World) -> None:
    client = world.client()
    form = {"language": "en", "next": "//xau.example", "csrf_token": csrf_of(client)}
    assert client.post("/language", data=form).location == "/"


def test_unknown_address_is_explained_in_words(world: World) -> None:
    answer = world.signed_in(Role.ORGANIZER).get("/khong-co")
    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.text


def test_unknown_address_is_explained_to_programs(world: World) -> None:
    answer = world.client().get("/khong-co", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


def test_error_page_speaks_the_readers_language(world: World) -> None:
    client = world.signed_in(Role.ORGANIZER)
    answer = client.get("/accounts", headers={"Accept-Language": "en"})
    assert "Not permitted" in answer.text


def test_absent_services_do_not_take_the_start_page_along(make_world: WorldMaker) -> None:
    world = make_world(transports={name: Absent() for name in ("registration", "documents", "notification")})
    page = world.signed_in(Role.ADMINISTRATOR).get("/")
    assert page.status_code == 200
    assert "Một phần hệ thống chưa trả lời" in page.text


def test_absent_service_is_explained_on_its_pages(make_world: WorldMaker) -> None:
    world = make_world(transports={"documents": Absent()})
    answer = world.signed_in(Role.ADMINISTRATOR).get("/failed-events/documents")
    assert answer.status_code == 503
    assert "tạm thời chưa trả lời" in answer.text


def test_created_account_can_sign_in(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    assert post(client, "/accounts", **NEW).location == "/accounts"
    assert "Đã lập tài khoản moi@co-quan.example" in client.get("/accounts").text
    assert sign_in(world.client(), "moi@co-quan.example").status_code == 303


def test_form_of_an_account_sent_twice_creates_one(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    answers = [post(client, "/accounts", _key="once", **NEW).status_code for _ in range(2)]
    assert answers == [303, 303]


def test_blanks_of_a_password_are_kept(world: World) -> None:
    spaced = "  mật khẩu có dấu cách "
    post(world.signed_in(Role.ADMINISTRATOR), "/accounts", **(NEW | {"password": spaced}))
    assert sign_in(world.client(), "moi@co-quan.example", spaced).status_code == 303


def test_refused_form_keeps_what_was_typed_but_the_password(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    answer = post(client, "/accounts", **(NEW | {"email": "khong-phai-email"}))
    assert answer.status_code == 422
    assert 'value="Lê Văn C"' in answer.text
    assert 'id="email-fault">Địa chỉ e-mail không đúng.' in answer.text
    assert PASSWORD not in answer.text


def test_account_that_acts_for_a_unit_needs_one(world: World) -> None:
    answer = post(world.signed_in(Role.ADMINISTRATOR), "/accounts", **(NEW | {"role": "unit"}))
    assert answer.status_code == 422
    assert 'id="unit-fault">Cần điền mục này.' in answer.text


def test_the_last_administrator_cannot_be_closed_out(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    headers = {"Authorization": f"Bearer {world.token('administrator@co-quan.example')}"}
    account = world.client().get("/api/v1/accounts?role=administrator", headers=headers).get_json()["items"][0]["id"]
    post(client, f"/accounts/{account}/disable")
    assert "không còn ai mở lại được" in client.get("/accounts").text


def test_one_of_two_administrators_can_be_closed_out(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    post(client, "/accounts", **(NEW | {"role": "administrator"}))
    headers = {"Authorization": f"Bearer {world.token('administrator@co-quan.example')}"}
    listed = world.client().get("/api/v1/accounts?role=administrator", headers=headers).get_json()["items"]
    other = next(each["id"] for each in listed if each["email"] == NEW["email"])
    post(client, f"/accounts/{other}/disable")
    assert sign_in(world.client(), NEW["email"], NEW["password"]).status_code == 401


def test_second_account_of_one_email_is_refused_in_words(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    post(client, "/accounts", **NEW)
    answer = post(client, "/accounts", **(NEW | {"email": "MOI@co-quan.example"}))
    assert answer.status_code == 409
    assert "đã có tài khoản" in answer.text


def test_disabled_account_can_be_enabled_again(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    email = world.account(Role.CHAIR)
    headers = {"Authorization": f"Bearer {world.token('administrator@co-quan.example')}"}
    account = world.client().get("/api/v1/accounts?role=chair", headers=headers).get_json()["items"][0]["id"]
    assert post(client, f"/accounts/{account}/disable").status_code == 303
    assert sign_in(world.client(), email).status_code == 401
    assert post(client, f"/accounts/{account}/enable").status_code == 303
    assert sign_in(world.client(), email).status_code == 303


@pytest.mark.parametrize("query", ["page=0", "page=x", "sort=khong-co", "role=khong-co"])
def test_strange_lists_are_refused_or_mended_without_a_crash(world: World, query: str) -> None:
    assert world.signed_in(Role.ADMINISTRATOR).get(f"/accounts?{query}").status_code in (200, 422)


def test_failed_events_of_each_service_are_shown(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    for service in ("registration", "documents", "notification"):
        page = client.get(f"/failed-events/{service}")
        assert page.status_code == 200
        assert "Không có sự kiện lỗi" in page.text


def test_message_that_could_not_be_read_is_shown_without_its_content(world: World) -> None:
    database = world.apps["registration"].extensions["hoinghi"].database
    headers: dict[str, object] = {"ce-type": "documents.plan_published.v1"}
    keeper(database, "registration", world.clock)(headers, b"Nguyen Van Rieng", MalformedEvent("not json"))
    page = world.signed_in(Role.ADMINISTRATOR).get("/failed-events/registration").text
    shown = ("documents.plan_published.v1", "not json", "hoinghi dead requeue registration")
    assert [words for words in shown if words not in page] == []
    assert "Nguyen Van Rieng" not in page


def test_replaying_an_unknown_event_says_so(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    path = "/failed-events/documents/6f1c2a38-0000-4000-8000-000000000000/replay"
    assert post(client, path).status_code == 404


def test_every_kind_of_problem_has_a_page_for_strangers(world: World) -> None:
    page = world.client().get("/problems/forbidden", headers={"Accept-Language": "en"})
    assert page.status_code == 200
    assert "Not permitted" in page.text


def test_problem_of_a_service_is_told_by_its_name(world: World) -> None:
    page = world.client().get("/problems/pass-expired", headers={"Accept-Language": "en"})
    assert page.status_code == 200
    assert "Problem pass-expired" in page.text


def test_what_cannot_name_a_problem_is_not_found(world: World) -> None:
    assert world.client().get("/problems/Kh%C3%B4ng").status_code == 404
