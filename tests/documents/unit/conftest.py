"""Invented papers for the tests of rendering, and the plan files of the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.documents.rendering import BadgePaper, Conference, InvitationPaper
from tests.documents.papers.badges import BADGE
from tests.documents.papers.conference import CONFERENCE
from tests.documents.papers.invitations import UNIT

PLANS = Path(__file__).parents[3] / "plans"


@pytest.fixture
def paper_conference() -> Conference:
    return CONFERENCE


@pytest.fixture
def invitation_paper() -> InvitationPaper:
    return UNIT


@pytest.fixture
def badge_paper() -> BadgePaper:
    return BADGE


@pytest.fixture
def province_plan() -> str:
    """The plan of Thái Nguyên 2024, as text."""
    return (PLANS / "thai-nguyen-2024.yaml").read_text(encoding="utf-8")


@pytest.fixture
def district_plan() -> str:
    """The plan of a district, as text: small, other rules, other papers."""
    return (PLANS / "phu-binh-2025.yaml").read_text(encoding="utf-8")
