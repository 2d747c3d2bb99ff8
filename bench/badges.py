"""How many badges per second are rendered: 1,000 A6 badges with a QR of 55 mm in one file.

    python -m bench.badges [--count N] [--size a6|card]

Prints one JSON line. Every badge has its own name and its own pass of 168 characters.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from datetime import datetime
from zoneinfo import ZoneInfo

from services.documents.rendering import BadgePaper, BadgeSize, Conference, render_badge_sheet

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
PASS_LENGTH = 168
ZONE = "Asia/Ho_Chi_Minh"

FAMILY_NAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Dương", "Đỗ", "Bùi", "Vũ", "Đặng")
MIDDLE_NAMES = ("Thị", "Văn", "Thị Hồng", "Đức", "Minh", "Ngọc", "Thị Mỹ", "Quang")
GIVEN_NAMES = ("Lệ", "Phượng", "Hữu", "Thuỷ", "Tuấn", "Quyên", "Ưởng", "Hiệp", "Nguyệt", "Bảo")
POSTS = (
    "Trưởng ban",
    "Phó Trưởng ban",
    "Trưởng phòng Tổng hợp",
    "Chuyên viên",
    "Phó Giám đốc",
    "Báo cáo viên cấp tỉnh",
)


def conference() -> Conference:
    """An invented conference."""
    zone = ZoneInfo(ZONE)
    return Conference(
        title="Hội nghị sơ kết công tác 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm",
        short_title="Hội nghị sơ kết công tác 6 tháng đầu năm",
        host="Ban Tuyên giáo",
        host_parent="Tỉnh ủy Thái Nguyên",
        place="Thái Nguyên",
        document_code=None,
        starts_at=datetime(2024, 7, 5, 7, 30, tzinfo=zone),
        ends_at=datetime(2024, 7, 5, 11, 30, tzinfo=zone),
        timezone=ZONE,
        hall="Hội trường tầng 5, nhà C",
        address="Trụ sở Tỉnh ủy",
    )


def invented_badges(count: int) -> list[BadgePaper]:
    """Badges of invented people, the same in every run."""
    chance, facts = random.Random(20240705), conference()
    return [
        BadgePaper(
            conference=facts,
            full_name=" ".join((chance.choice(FAMILY_NAMES), chance.choice(MIDDLE_NAMES), chance.choice(GIVEN_NAMES))),
            category_name=f"Đơn vị khối {number % 8 + 1}",
            protocol_rank=number % 8 + 1,
            pass_text="".join(chance.choices(ALPHABET, k=PASS_LENGTH)),
            code="".join(chance.choices("23456789ABCDEFGHJKMNPQRSTUVWXYZ", k=8)),
            post=chance.choice(POSTS),
            unit_name=f"Ban Tuyên giáo đơn vị số {number % 90 + 1}",
            seat=f"{'ABCDEFGHIJ'[number % 10]}{number % 30 + 1}",
        )
        for number in range(count)
    ]


def main() -> None:
    """Render once to load the fonts, then measure."""
    parser = argparse.ArgumentParser(description="Badges per second.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--size", choices=[size.value for size in BadgeSize], default=BadgeSize.A6.value)
    options = parser.parse_args()
    badges, size = invented_badges(options.count), BadgeSize(options.size)
    render_badge_sheet(badges[:1], size)
    begun = time.perf_counter()
    paper = render_badge_sheet(badges, size)
    seconds = time.perf_counter() - begun
    result = {
        "bench": "badges",
        "size": size.value,
        "badges": options.count,
        "seconds": round(seconds, 3),
        "badges_per_second": round(options.count / seconds),
        "bytes": len(paper.content),
        "bytes_per_badge": round(len(paper.content) / options.count),
        "pages": paper.pages,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
