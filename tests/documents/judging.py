"""Shorthands for judging a film: who does it, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, update
from werkzeug.test import TestResponse

from chassis.auth.identity import Identity, IdentitySigner
from chassis.auth.roles import Role
from chassis.clock import Clock, system_clock
from chassis.db.database import Database
from services.documents.models import VideoReport, VideoVersion, VideoVersionState
from services.documents.operations.steps import take_step
from services.documents.operations.video_process import FILM
from services.documents.workflows.video_report import VideoReportAction
from tests.documents.filming import FILM as CONTENT
from tests.documents.filming import HERE, UNIT, film, sent
from tests.documents.world import Documents

SECTION = """
video_report:
  obligation: phong-su
  broadcaster: dai-phat-thanh
  duration: 15:00
  good_within_seconds: 2
  warn_within_seconds: 10
  appraisers:
    - {post: Trưởng ban, name: Trần Thử Duyệt, email: duyet@photho.example}
    - {post: Chánh Văn phòng, email: vanphong@photho.example}
  two_person_approval: TWO
"""
OTHER = b"another cut" * 1000
COMMENT: dict[str, Any] = {
    "from_ms": 75_000,
    "to_ms": 81_500,
    "category": "figures_names",
    "weight": "must_fix",
    "text": "Sai tên xã",
}


def inspect_film(database: Database, clock: Clock = system_clock) -> None:
    """The system has inspected the cut that came."""
    with database.write() as session:
        row = session.scalars(select(VideoReport)).one()
        take_step(session, row, VideoReportAction.INSPECT, FILM, by=None, at=clock())
        current = (VideoVersion.video_report_id == row.id, VideoVersion.number == row.current_number)
        session.execute(update(VideoVersion).where(*current).values(state=VideoVersionState.INSPECTED))


@dataclass
class Bench:
    """Everybody around one film."""

    documents: Documents
    source: str = ""
    """The plan."""
    seen: str = field(default="")
    """Checksum of the cut that people watched last."""

    def call(
        self, method: str, path: str, body: Any = None, *, who: str = "an", role: Role = Role.APPRAISER
    ) -> TestResponse:
        """A request of one person: accounts by their names."""
        unit = UNIT if role is Role.BROADCASTER else None
        identity = Identity(who, role, f"Đồng chí {who.title()}", unit=unit)
        headers = {"Authorization": f"Bearer {IdentitySigner(self.documents.key, system_clock).sign(identity)}"}
        return self.documents.client.open(f"{HERE}{path}", method=method, json=body, headers=headers)

    def cut(self, content: bytes = CONTENT, *, begun: bool = True) -> None:
        """A cut that came, was inspected and, unless not wanted, taken up."""
        self.seen = sent(self.documents, content)["versions"][0]["sha256"]
        inspect_film(self.documents.service.database, self.documents.clock)
        if begun:
            assert self.judge("begin").status_code == 200

    def judge(self, verb: str, *, who: str = "an", role: Role = Role.APPRAISER, **body: Any) -> TestResponse:
        """Decide about the cut that was watched last."""
        return self.call("POST", f"/{verb}", {"sha256": self.seen} | body, who=who, role=role)

    def comment(self, *, who: str = "an", **differs: Any) -> dict[str, Any]:
        """Write a comment."""
        answer = self.call("POST", "/comments", {"sha256": self.seen} | COMMENT | differs, who=who)
        assert answer.status_code == 201, answer.text
        written: dict[str, Any] = answer.get_json()
        return written

    def step(
        self, comment: dict[str, Any], verb: str, *, who: str = "an", role: Role | None = None, **body: Any
    ) -> TestResponse:
        """A step on a comment as it was looked at; the broadcaster's own are the broadcaster's unless said."""
        own = verb in ("mark-fixed", "take-back")
        role = role or (Role.BROADCASTER if own else Role.APPRAISER)
        body = {"version": comment["version"]} | ({} if own else {"sha256": self.seen}) | body
        return self.call("POST", f"/comments/{comment['id']}/{verb}", body, who=who, role=role)

    def comments(self, role: Role = Role.APPRAISER, who: str = "an") -> list[dict[str, Any]]:
        """What a person sees."""
        items: list[dict[str, Any]] = self.call("GET", "/comments", role=role, who=who).get_json()["items"]
        return items

    def film(self, role: Role = Role.APPRAISER, who: str = "an") -> dict[str, Any]:
        """The film as a person sees it."""
        shown: dict[str, Any] = self.call("GET", "", role=role, who=who).get_json()
        return shown

    def owed(self) -> tuple[str, str | None]:
        """How the obligation stands, and when it came."""
        item = film(self.documents)["obligation"]
        return item["submission_state"], item["came_at"]


def bench(documents: Documents, plan_source: str, *, people: int = 1) -> Bench:
    """A plan that wants so many to approve."""
    source = plan_source + SECTION.replace("TWO", "true" if people == 2 else "false")
    assert documents.apply(source).status_code == 200
    return Bench(documents, source)
