"""The service as a whole: its schema, its description, its cost per scan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from chassis.config import InvalidSettings
from chassis.contracts import CONTRACTS
from chassis.db.migrate import differences, upgrade
from chassis.web.application import openapi_of
from services.registration.bootstrap import MIGRATIONS, create_web
from services.registration.config import RegistrationConfig
from services.registration.models import Base
from services.registration.problems import PROBLEMS
from tests.registration.world import ORGANIZER, Registration


def test_migrations_make_what_the_models_say(empty: Registration) -> None:
    assert differences(empty.service.database, Base.metadata) == []


def test_migrating_again_changes_nothing(empty: Registration) -> None:
    upgrade(empty.service.database, MIGRATIONS, Base.metadata)
    assert differences(empty.service.database, Base.metadata) == []


def test_service_is_ready(empty: Registration) -> None:
    assert empty.call(None, "GET", "//readyz").status_code == 200


def test_service_reacts_to_events_that_have_a_contract(empty: Registration) -> None:
    assert set(empty.service.handlers) <= set(CONTRACTS)


def test_accepted_scan_takes_three_statements(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement.split()[0])

    event.listen(registration.service.database.engine, "before_cursor_execute", note)
    assert registration.scan(**{"pass": held["text"]}).status_code == 201
    assert [word for word in statements if word != "BEGIN"] == ["SELECT", "INSERT", "INSERT"]


def test_operations_are_named_once_and_explained(empty: Registration) -> None:
    operations = [
        operation
        for path in openapi_of(empty.service.web)["paths"].values()
        for method, operation in path.items()
        if method in ("get", "post", "put", "patch", "delete")
    ]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names))
    assert all(operation["summary"] for operation in operations)


def test_problem_types_are_named_once_and_said_in_both_languages() -> None:
    slugs = [problem.slug for problem in PROBLEMS]
    assert len(slugs) == len(set(slugs))
    assert all(text.vi and text.en for problem in PROBLEMS for text in (problem.title, problem.detail))


def test_problem_is_said_in_the_readers_language(registration: Registration) -> None:
    path = f"/delegates/{registration.register()['id']}/pass"
    usual = registration.call(ORGANIZER, "GET", path)
    english = registration.call(ORGANIZER, "GET", path, headers={"Accept-Language": "en"})
    assert [answer.get_json()["title"] for answer in (usual, english)] == [
        "Đại biểu chưa có thẻ",
        "The delegate holds no pass",
    ]


def test_settings_have_defaults_for_a_first_start() -> None:
    assert RegistrationConfig.from_environment({}).database_url == "sqlite:///var/registration.sqlite3"


def test_wrong_setting_is_named() -> None:
    with pytest.raises(InvalidSettings, match="HOINGHI_UNDO_MINUTES"):
        RegistrationConfig.from_environment({"HOINGHI_UNDO_MINUTES": "many"})


def test_missing_key_is_noticed_at_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOINGHI_PASS_KEY", str(tmp_path / "nowhere.pem"))
    with pytest.raises(FileNotFoundError):
        create_web()
