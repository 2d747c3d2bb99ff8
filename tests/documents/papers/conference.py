"""An invented conference, for the papers of tests."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from services.documents.queries.conference_facts import CategoryFacts, ConferenceFacts
from services.documents.rendering import Conference

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

CONFERENCE = Conference(
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

FACTS = ConferenceFacts(
    plan_version=1,
    conference=CONFERENCE,
    format_profile="party",
    categories={
        "leaders": CategoryFacts("Thường trực Tỉnh ủy", 1),
        "science": CategoryFacts("Sở, ngành khối khoa giáo", 2),
        "districts": CategoryFacts("Huyện, thành ủy", 3),
    },
    signer_name=None,
    asked_to={},
)
