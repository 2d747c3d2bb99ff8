"""First pages as pictures, by a child process."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from chassis.auth.roles import Role
from services.documents.picture.painter import Painter, PictureFailed
from services.documents.rendering import PARTY, render_invitation
from tests.documents.papers.invitations import UNIT
from tests.documents.world import Documents


def test_first_page_is_drawn_in_its_proportions() -> None:
    painter = Painter()
    content = render_invitation(UNIT, PARTY).content
    picture = painter.first_page(content)
    with Image.open(BytesIO(picture)) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (900, 1273))
    assert painter.first_page(content) is picture


def test_what_is_no_paper_is_said_to_have_failed() -> None:
    with pytest.raises(PictureFailed):
        Painter().first_page(b"no PDF")


def test_lists_and_batches_are_previewed_and_kept_papers_too(planned: Documents) -> None:
    delegate = planned.receive_delegate("confirmed", full_name="Lê Thử An")
    for paper in ("sign-off-sheet", "attendance-report", "film-appraisal", "badges&size=a6", "name-tents"):
        answer = planned.get(f"/preview?paper={paper}")
        assert (answer.status_code, answer.mimetype, answer.data[:4]) == (200, "image/png", b"\x89PNG"), paper
    badge = planned.get(f"/papers?about={delegate['delegate_id']}").get_json()["items"][0]
    assert planned.get(f"/papers/{badge['id']}/preview").data[:4] == b"\x89PNG"
    assert planned.get(f"/papers/{badge['id']}/preview", Role.UNIT, unit="xa-tay-ho").status_code == 404


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_papers_with_pages_of_their_own_are_drawn_for_who_may_print_them(planned: Documents) -> None:
    papers = {
        "/agenda/preview?draft=true": Role.UNIT,
        "/petition-summary/preview?state=received": Role.UNIT,
        "/medal-nominations/preview": Role.APPRAISER,
        "/activity-reports/preview?overdue=true": Role.UNIT,
        "/commendation-list/preview": Role.DEPARTMENT,
    }
    for paper, closed_to in papers.items():
        answer = planned.get(paper)
        assert (answer.status_code, answer.mimetype, answer.data[:4]) == (200, "image/png", b"\x89PNG"), paper
        assert planned.get(paper, closed_to, unit="xa-an-binh").status_code == 403, paper
    assert planned.get("/agenda/preview").get_json()["type"] == "/problems/no-agenda"


def test_what_cannot_be_previewed_is_said_in_words(planned: Documents) -> None:
    nothing = planned.get("/preview?paper=badges")
    assert (nothing.status_code, nothing.get_json()["type"]) == (409, "/problems/nothing-to-print")
    assert planned.get("/preview?paper=badges&size=a5").status_code == 422
