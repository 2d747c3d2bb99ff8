"""The form check on arrival: who sees what of it, what is announced, trials, annotated copies, templates."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import docx
import pytest
from sqlalchemy import func, null, select, update
from werkzeug.test import TestResponse

from chassis.auth.roles import Role
from services.documents.models import FormCheck, Upload
from services.documents.models.form_check import CheckState
from services.documents.operations.check_forms import GIVEN_UP_AFTER, FormChecker
from services.documents.storage import FileStore
from tests.documents import files
from tests.documents.form_corpus.report_text import Line, body
from tests.documents.form_corpus.word_programs import as_it_comes
from tests.documents.world import SLUG, Documents

UNIT, OTHER = "xa-an-binh", "xa-dong-thap"
HERE = f"/conferences/{SLUG}"
GOOD = [
    Line("h0", "Kết quả", "I"),
    Line("h1", "Ưu điểm", "1"),
    *body(2),
    Line("h0", "Kiến nghị", "II"),
    *body(1),
]
LACKING = GOOD[:4]


@pytest.fixture
def checker(planned: Documents) -> FormChecker:
    store: FileStore = planned.service.web.extensions["hoinghi"].parts.store
    return FormChecker(planned.service.database, store, planned.clock)


def send(documents: Documents, path: str, content: bytes, role: Role = Role.UNIT, **query: str) -> TestResponse:
    scope = {"unit": UNIT} if role is Role.UNIT else {}
    headers = {"Authorization": f"Bearer {documents.token(role, **scope)}"}
    return documents.client.post(f"{HERE}{path}", query_string=query, data=content, headers=headers)


def owed(documents: Documents) -> dict[str, Any]:
    [item] = documents.get(f"/obligations?code=bao-cao&unit={UNIT}").get_json()["items"]
    obligation: dict[str, Any] = documents.get(f"/obligations/{item['id']}").get_json()
    return obligation


def hand_in(documents: Documents, content: bytes, filename: str = "bao-cao.docx") -> dict[str, Any]:
    upload = send(documents, "/uploads", content, filename=filename).get_json()
    obligation = owed(documents)
    given = {"version": obligation["version"], "upload_id": upload["id"]}
    path = f"{HERE}/obligations/{obligation['id']}/submissions"
    answer: dict[str, Any] = documents.call("POST", path, Role.UNIT, json=given, unit=UNIT).get_json()
    return answer


def checks(documents: Documents, obligation: dict[str, Any]) -> list[dict[str, Any]]:
    answer = documents.get(f"/obligations/{obligation['id']}/form-checks", Role.UNIT, unit=UNIT)
    items: list[dict[str, Any]] = answer.get_json()["items"]
    return items


def codes(check: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in check["report"]["findings"]]


def test_what_arrives_waits_and_is_then_checked_by_the_plan_s_outline(planned: Documents, checker: FormChecker) -> None:
    obligation = hand_in(planned, as_it_comes(LACKING))
    [waiting] = checks(planned, obligation)

    assert checker.check_next() is True

    [done] = checks(planned, obligation)
    assert (waiting["state"], waiting["report"]) == ("waiting", None)
    assert (done["state"], codes(done)) == ("done", ["section_missing"])
    assert done["report"]["findings"][0]["message_vi"] == "Chưa thấy mục “II. Kiến nghị” của đề cương."
    assert checker.check_next() is False


def test_every_version_keeps_its_own_findings(planned: Documents, checker: FormChecker) -> None:
    hand_in(planned, as_it_comes(LACKING))
    obligation = hand_in(planned, as_it_comes(GOOD))
    while checker.check_next():
        pass

    assert [(each["number"], codes(each)) for each in checks(planned, obligation)] == [
        (2, ["outline_ok"]),
        (1, ["section_missing"]),
    ]


def test_the_result_is_announced_once_with_its_warnings(planned: Documents, checker: FormChecker) -> None:
    obligation = hand_in(planned, as_it_comes(LACKING))
    checker.check_next()
    checker.check_next()

    [event] = planned.recorded("documents.submission_checked.v1")
    data = event.decoded().data
    assert (data["unit"], data["number"], data["outcome"], data["warnings"]) == (UNIT, 1, "checked", 1)
    assert str(data["obligation_id"]) == obligation["id"]
    assert [finding["code"] for finding in data["findings"]] == ["section_missing"]


def test_a_file_that_cannot_be_read_says_why(planned: Documents, checker: FormChecker) -> None:
    obligation = hand_in(planned, files.DOCX)
    checker.check_next()

    [check] = checks(planned, obligation)
    assert (check["state"], codes(check)) == ("could_not", ["broken"])


def test_pictures_and_tables_are_not_checked(planned: Documents, checker: FormChecker) -> None:
    obligation = hand_in(planned, files.XLSX, "so-lieu.xlsx")

    assert checker.check_next() is False
    assert [each["state"] for each in checks(planned, obligation)] == ["not_checked"]


def test_a_check_whose_worker_died_is_begun_again_and_given_up_the_second_time(
    planned: Documents, checker: FormChecker
) -> None:
    obligation = hand_in(planned, as_it_comes(GOOD))
    checker.check_next()
    _set_running(planned, attempts=1)
    planned.clock.now += GIVEN_UP_AFTER + timedelta(seconds=1)
    assert checker.check_next() is True
    assert [each["state"] for each in checks(planned, obligation)] == ["done"]

    _set_running(planned, attempts=2)
    planned.clock.now += GIVEN_UP_AFTER + timedelta(seconds=1)
    assert checker.check_next() is False
    [check] = checks(planned, obligation)
    assert (check["state"], codes(check)) == ("could_not", ["too_slow"])


def _set_running(documents: Documents, *, attempts: int) -> None:
    running = {"state": CheckState.RUNNING, "attempts": attempts, "report": null(), "finished_at": None}
    with documents.service.database.write() as session:
        session.execute(update(FormCheck).values(running))


def test_another_unit_learns_nothing_of_it(planned: Documents, checker: FormChecker) -> None:
    obligation = hand_in(planned, as_it_comes(GOOD))
    checker.check_next()
    version = obligation["submissions"][0]["id"]

    for path in ("form-checks", "template", f"submissions/{version}/annotated-copy"):
        answer = planned.get(f"/obligations/{obligation['id']}/{path}", Role.UNIT, unit=OTHER)
        assert answer.status_code == 404, path


def test_the_annotated_copy_has_the_findings_as_comments(planned: Documents, checker: FormChecker) -> None:
    obligation = hand_in(planned, as_it_comes(LACKING))
    checker.check_next()
    version = obligation["submissions"][0]["id"]

    answer = planned.get(f"/obligations/{obligation['id']}/submissions/{version}/annotated-copy", Role.UNIT, unit=UNIT)

    [comment] = docx.Document(io.BytesIO(answer.data)).comments
    assert comment.text.startswith("Chưa thấy mục “II. Kiến nghị”")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ban-chu-thich-1.docx"'


def test_there_is_no_annotated_copy_before_the_check(planned: Documents) -> None:
    obligation = hand_in(planned, as_it_comes(LACKING))
    version = obligation["submissions"][0]["id"]

    answer = planned.get(f"/obligations/{obligation['id']}/submissions/{version}/annotated-copy")

    assert (answer.status_code, answer.get_json()["type"].rpartition("/")[2]) == (409, "no-annotated-copy")


def test_the_template_has_the_outline_and_the_unit(planned: Documents) -> None:
    answer = planned.get(f"/obligations/{owed(planned)['id']}/template", Role.UNIT, unit=UNIT)

    document = docx.Document(io.BytesIO(answer.data))
    headings = [each.text for each in document.paragraphs if each.style and each.style.name.startswith("Heading")]
    assert headings == ["Kết quả", "Ưu điểm", "Kiến nghị"]
    assert "XÃ AN BÌNH" in document.tables[0].cell(0, 0).text


def test_what_has_no_outline_has_no_template(planned: Documents) -> None:
    [film] = planned.get("/obligations?code=phong-su").get_json()["items"]

    answer = planned.get(f"/obligations/{film['id']}/template")

    assert (answer.status_code, answer.get_json()["type"].rpartition("/")[2]) == (404, "no-outline")


def test_a_trial_gives_the_findings_and_keeps_nothing(planned: Documents) -> None:
    trial = {"obligation": "bao-cao", "filename": "thu.docx"}
    answer = send(planned, "/form-checks", as_it_comes(LACKING), Role.CHAIR, **trial)

    assert [finding["code"] for finding in answer.get_json()["findings"]] == ["section_missing"]
    with planned.service.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Upload)) == 0
        assert session.scalar(select(func.count()).select_from(FormCheck)) == 0


def test_a_trial_for_nothing_that_is_owed_is_refused(planned: Documents) -> None:
    answer = send(planned, "/form-checks", as_it_comes(GOOD), obligation="khong-co", filename="thu.docx")

    assert answer.status_code == 404


def test_the_rules_name_what_is_asked(planned: Documents) -> None:
    [rule] = planned.get("/form-rules", Role.DELEGATE).get_json()["items"]

    assert (rule["code"], rule["outline"], rule["font"]) == ("bao-cao", True, None)
