"""The demo: the Thái Nguyên plan moved so that the conference is twelve days ahead, and an account for each role.

Passwords are made at the first start and written to `var/demo-accounts.json`; nothing has a default password.
"""

from __future__ import annotations

import json
import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from chassis.auth.roles import Role

SLUG = "thai-nguyen-2024"
DAYS_AHEAD = 12
PLAN = Path(__file__).parent.parent / "plans" / f"{SLUG}.yaml"
PEOPLE = {
    Role.ADMINISTRATOR: "Quản trị hệ thống",
    Role.ORGANIZER: "Văn phòng",
    Role.DEPARTMENT: "Phòng chuyên môn",
    Role.UNIT: "Đầu mối đơn vị",
    Role.DELEGATE: "Đại biểu dùng thử",
    Role.RECEPTIONIST: "Tổ đón tiếp",
    Role.BROADCASTER: "Đài Phát thanh - Truyền hình",
    Role.APPRAISER: "Lãnh đạo thẩm định",
    Role.CHAIR: "Chủ trì hội nghị",
}


def demo_accounts(var: Path) -> dict[str, dict[str, str]]:
    """`{role: {"email", "password"}}`; made and written to `var/demo-accounts.json` when it is not there yet."""
    file = var / "demo-accounts.json"
    if not file.exists():
        accounts = {
            role.value: {"email": f"{role.value}@hoinghi.example", "password": secrets.token_urlsafe(9)}
            for role in PEOPLE
        }
        var.mkdir(parents=True, exist_ok=True)
        temporary = file.with_suffix(".new")
        temporary.touch(mode=0o600)
        temporary.write_text(json.dumps(accounts, indent=2))
        os.replace(temporary, file)
    accounts_now: dict[str, dict[str, str]] = json.loads(file.read_text())
    return accounts_now


def conference_date(today: datetime) -> str:
    """The day of the demo's conference, twelve days after today in Vietnam (ISO 8601)."""
    return (today.astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).date() + timedelta(days=DAYS_AHEAD)).isoformat()
