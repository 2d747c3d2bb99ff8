"""A hall: the running product with an approved film, and how its page is opened and left to itself."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect
from tusclient.client import TusClient

from chassis.auth.identity import Identity, IdentitySigner
from chassis.auth.keys import load_private_key
from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.db.database import Database
from chassis.service import Service
from gateway.operations.accounts import create_account
from services.documents.bootstrap import bootstrap
from services.documents.config import DocumentsConfig
from tests.documents.showing import approve
from tests.documents.world import SLUG
from tests.faults.film_house import PASSWORD, FilmHouse

CHAIR = "chu-tri@pho-tho.example"
HERE = f"/conferences/{SLUG}"
PAGE = f"{HERE}/video-report/hall"
READY = "Sẵn sàng: đúng bản đã duyệt"
KEPT = "Máy này đã giữ trang và phim"
PIECE = 32_000_000


class House(FilmHouse):
    """The same without a web server in front, which would send the files."""

    def run(self, name: str) -> None:
        self.environment.pop("HOINGHI_ACCELERATED_PATH", None)
        super().run(name)


@dataclass
class Hall:
    """The running product with an approved film, and the office by its side."""

    house: House
    documents: Service
    sha256: str
    path: Path
    """The film in the store."""

    def office(self, method: str, path: str, body: Any = None) -> Any:
        signer = IdentitySigner(load_private_key(Path(self.house.environment["HOINGHI_IDENTITY_KEY"])), system_clock)
        token = signer.sign(Identity("office", Role.ORGANIZER, "Văn phòng"))
        answer = self.documents.web.test_client().open(
            f"{HERE}{path}", method=method, json=body, headers={"Authorization": f"Bearer {token}"}
        )
        assert answer.status_code < 300, answer.text
        return answer.get_json()

    def schedule(self) -> None:
        """Have it scheduled and not shown, whatever was before."""
        now = self.office("GET", "/video-report/schedule")
        if now["state"] == "shown":
            self.office("POST", "/video-report/showing/take-back", {"version": now["version"]})
        elif now["state"] == "approved":
            body = {"version": now["version"], "sha256": self.sha256, "agenda_item_id": now["agenda_items"][0]["id"]}
            self.office("POST", "/video-report/schedule", body)


@contextmanager
def hall_showing(film: Path, folder: Path) -> Iterator[Hall]:
    """A hall whose conference has approved this film of two seconds, as if people had."""
    house = House("embedded", folder / "var")
    (folder / "var").mkdir()
    house.start()
    with film.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    _send(house, film)
    documents = bootstrap(DocumentsConfig.from_environment(house.environment))
    try:
        approve(documents.database, system_clock(), duration_ms=2000)
        _give_an_account(house)
        path = Path(house.environment["HOINGHI_FILE_DIRECTORY"]) / sha256[:2] / sha256
        hall = Hall(house, documents, sha256, path)
        draft = hall.office("GET", "/agenda/draft")
        items = [{"kind": "film", "title": "Chiếu phóng sự", "minutes": 15}]
        draft = hall.office("PUT", "/agenda/draft", {"version": draft["version"], "items": items})
        hall.office("POST", "/agenda/publish", {"version": draft["version"]})
        yield hall
    finally:
        documents.database.dispose()
        house.stop()


def sign_in(page: Page, email: str) -> None:
    page.get_by_label("Địa chỉ e-mail").fill(email)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).not_to_have_url(re.compile("sign-in"))


def keep_the_hall(page: Page, *, within_seconds: float = 30) -> None:
    """Open the page of the hall, and wait until the network may go."""
    page.goto(PAGE)
    expect(page.get_by_text(KEPT)).to_be_visible(timeout=within_seconds * 1000)


def _send(house: House, film: Path) -> None:
    """By the broadcaster's script."""
    client = TusClient(f"{house.url}{HERE}/video-report/uploads", headers=house.headers)
    client.uploader(str(film), chunk_size=PIECE, metadata={"filename": film.name}).upload()
    house.version()


def _give_an_account(house: House) -> None:
    database = Database(house.environment["HOINGHI_GATEWAY_DATABASE_URL"])
    account = {"email": CHAIR, "password": PASSWORD, "full_name": "Chủ tọa", "role": Role.CHAIR}
    with database.write() as session:
        create_account(session, **account, unit=None, conference=SLUG, clock=system_clock)  # type: ignore[arg-type]
    database.dispose()
