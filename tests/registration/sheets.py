"""Spreadsheets to test with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from services.registration.import_worker import ImportWorker
from tests.registration.world import ORGANIZER, Registration

HEAD = ("Họ và tên", "Chức vụ", "Điện thoại", "E-mail", "Tư cách", "Đơn vị")


def sheet(rows: Iterable[Sequence[Any]], head: Sequence[Any] = HEAD) -> bytes:
    """A file with this header and these rows."""
    book = Workbook()
    book.active.append(list(head))
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def saved(book: Any) -> bytes:
    """A workbook's bytes."""
    into = BytesIO()
    book.save(into)
    return into.getvalue()


def cells_of(content: bytes) -> list[tuple[Any, ...]]:
    """The values of the first sheet."""
    return list(load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True))


def upload(registration: Registration, content: bytes, who: Any = ORGANIZER) -> Any:
    """The answer to a file that is sent."""
    return registration.call(who, "POST", "/delegate-imports", data=content, content_type="application/octet-stream")


def worker(registration: Registration) -> ImportWorker:
    """The loop of the service's worker, to be run step by step."""
    parts = registration.service.web.extensions["hoinghi"].parts
    return ImportWorker(registration.service.database, parts, registration.clock)


def checked(registration: Registration, content: bytes, who: Any = ORGANIZER) -> Any:
    """A file that the worker has checked."""
    response = upload(registration, content, who)
    assert response.status_code == 202, response.text
    worker(registration).work_next()
    return registration.get(who, f"/delegate-imports/{response.get_json()['id']}")


def imported(registration: Registration, content: bytes, who: Any = ORGANIZER, mode: str = "all") -> Any:
    """A file that the worker has imported."""
    job = checked(registration, content, who)
    registration.send(who, "POST", f"/delegate-imports/{job['id']}/apply", {"mode": mode}, 202)
    worker(registration).work_next()
    return registration.get(who, f"/delegate-imports/{job['id']}")
