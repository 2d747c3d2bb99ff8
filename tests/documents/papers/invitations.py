"""Giấy mời of a unit, of a guest, and of a plan that knows nothing but the conference."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from services.documents.rendering import InvitationPaper, render_invitation
from tests.documents.papers.conference import CONFERENCE, ZONE

UNIT = InvitationPaper(
    conference=CONFERENCE,
    invitee_kind="unit",
    invitee_name="Ban Tuyên giáo Thành ủy Phổ Yên",
    quota=3,
    number=7,
    issued_at=datetime(2024, 6, 5, 1, 30, tzinfo=ZONE),
    link="https://hoinghi.example/i/Ab3dEfGh1jKlMn0pQrStUvWxYz",
)
GUEST = replace(
    UNIT,
    invitee_kind="guest",
    invitee_name="Trần Thị Ữ",
    invitee_post="Phó Chủ tịch",
    purpose="Dự và chỉ đạo",
    quota=0,
    number=12,
    signer_name="Lê Văn Ợ",
)
BARE = InvitationPaper(
    replace(
        CONFERENCE,
        host_parent=None,
        document_code=None,
        chair=None,
        signer_authority=None,
        signer_title=None,
        contact_name=None,
        contact_phone=None,
        contact_email=None,
    ),
    "guest",
    "",
)

IN_FORM = {
    "invitation-unit": partial(render_invitation, UNIT),
    "invitation-guest": partial(render_invitation, GUEST),
    "invitation-unit-a5": partial(render_invitation, UNIT, sheet="a5"),
    "invitation-guest-a5": partial(render_invitation, GUEST, sheet="a5"),
    "invitation-unknown": partial(render_invitation, BARE),
}
