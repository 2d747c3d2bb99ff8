"""Invented papers for the tests of rendering, and the plan files of the repository."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from services.documents.rendering import BadgePaper, Conference, InvitationPaper

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PLANS = Path(__file__).parents[3] / "plans"

PASS_TEXT = (
    "6BF+70790T9WJWG.FKY*4GO0.O1CV2 ETB*1FBBRW1*70HS8WY04AC*WIFN0AHCD8KD97TK0F90KECTHGWJC"
    "0FDC:5AIA%G7X+AQB9746HS80:54IBQF60R6$A80X6S1BTYACG6M+9XG8KIAWNA91AY%67092L4WJCT3EHS8"
)


@pytest.fixture
def paper_conference() -> Conference:
    return Conference(
        title="Hội nghị sơ kết công tác tuyên giáo 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm 2024",
        short_title="Hội nghị sơ kết công tác tuyên giáo 6 tháng đầu năm 2024",
        host="Ban Tuyên giáo",
        host_parent="Tỉnh ủy Thái Nguyên",
        place="Thái Nguyên",
        document_code="BTGTU",
        starts_at=datetime(2024, 7, 5, 7, 30, tzinfo=ZONE),
        ends_at=datetime(2024, 7, 5, 11, 30, tzinfo=ZONE),
        timezone="Asia/Ho_Chi_Minh",
        hall="Hội trường tầng 5, nhà C",
        address="trụ sở Tỉnh ủy",
        chair="Lãnh đạo Ban Tuyên giáo Tỉnh ủy",
        signer_authority="K/T Trưởng ban",
        signer_title="Phó Trưởng ban",
        contact_name="Văn phòng Ban",
        contact_phone="+84900000001",
        contact_email="vanphong@btg.example",
    )


@pytest.fixture
def invitation_paper(paper_conference: Conference) -> InvitationPaper:
    return InvitationPaper(
        conference=paper_conference,
        invitee_kind="unit",
        invitee_name="Ban Tuyên giáo Thành ủy Phổ Yên",
        quota=3,
        number=7,
        issued_at=datetime(2024, 6, 4, 18, 30, tzinfo=ZoneInfo("UTC")),
        link="https://hoinghi.example/i/Ab3dEfGh1jKlMn0pQrStUvWxYz",
    )


@pytest.fixture
def badge_paper(paper_conference: Conference) -> BadgePaper:
    return BadgePaper(
        conference=paper_conference,
        full_name="Nguyễn Hữu Lệ Phượng",
        category_name="Sở, ngành khối khoa giáo",
        protocol_rank=4,
        pass_text=PASS_TEXT,
        code="K7M29QXD",
        post="Phó Trưởng phòng",
        unit_name="Sở Giáo dục và Đào tạo",
        seat="C12",
    )


@pytest.fixture
def province_plan() -> str:
    """The plan of Thái Nguyên 2024, as text."""
    return (PLANS / "thai-nguyen-2024.yaml").read_text(encoding="utf-8")


@pytest.fixture
def district_plan() -> str:
    """The plan of a district, as text: small, other rules, other papers."""
    return (PLANS / "phu-binh-2025.yaml").read_text(encoding="utf-8")
