"""What the kinds of an agenda's items are called, and how they look."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _


@dataclass(frozen=True)
class Kind:
    """One kind: its name and the name of a Bootstrap icon."""

    label: str
    icon: str


def kinds() -> dict[str, Kind]:
    """All kinds by their code, in the usual order of a conference."""
    return {
        "opening": Kind(_("Khai mạc"), "flag"),
        "film": Kind(_("Phóng sự"), "film"),
        "report": Kind(_("Báo cáo"), "file-earmark-text"),
        "presentation": Kind(_("Tham luận"), "mic"),
        "commendation": Kind(_("Khen thưởng"), "award"),
        "direction": Kind(_("Chỉ đạo"), "megaphone"),
        "closing": Kind(_("Kết luận"), "check2-square"),
        "break": Kind(_("Giải lao"), "cup-hot"),
        "other": Kind(_("Mục khác"), "three-dots"),
    }
