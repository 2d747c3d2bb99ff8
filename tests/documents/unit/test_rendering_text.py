"""Words, hostile text, and bytes that depend on nothing but the input."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from chassis.testing.pdf import pdf_text
from services.documents.rendering import (
    ND30,
    PARTY,
    BadgePaper,
    BadgeSize,
    Conference,
    FormatProfile,
    InvitationPaper,
    profile_named,
    render_badge,
    render_badge_sheet,
    render_invitation,
)
from services.documents.rendering.build_fonts import PACKAGE_DIRECTORY, VARIANTS, main, merge_face, source_files
from services.documents.rendering.fonts import FONT_DIRECTORY, FONT_FILES, REGULAR
from services.documents.rendering.signature import authority_in_form
from services.documents.rendering.text import printable
from services.documents.rendering.words import (
    day_in_words,
    moment_in_figures,
    phone_in_groups,
    place_and_date,
    weekday_words,
)

ROOT = Path(__file__).parents[3]

HOSTILE = {
    "angle brackets": "<b>Nguyễn</b> & <para> </font> &amp; <script>",
    "control characters": "Nguyễn\x00\x07\x1b[31m\r\n\tVăn\u2028A",
    "direction overrides": "Nguyễn\u202e\u2066 Văn\u200b\ufeff A",
    "no spaces": "Ệ" * 400,
    "very long": "Nguyễn Thị Hồng Phượng " * 80,
    "no letters of the font": "习近平 😀 Ж",
    "lone surrogate": "Nguyễn \ud800 A",
    "empty": "",
    "blank": " \t\n",
    "percent and braces": "{name} %s %(x)s {0} $A",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("profile", [PARTY, ND30], ids=["party", "nd30"])
def test_hostile_text_renders_on_an_invitation(
    invitation_paper: InvitationPaper, profile: FormatProfile, text: str
) -> None:
    conference = replace(
        invitation_paper.conference,
        title=text,
        short_title=text,
        host=text,
        host_parent=text,
        place=text,
        hall=text,
        document_code=text,
        chair=text,
        signer_authority=text,
        contact_name=text,
        contact_phone=text,
    )
    paper = replace(invitation_paper, conference=conference, invitee_name=text, distribution=(text, text))
    assert "GIẤY MỜI" in pdf_text(render_invitation(paper, profile).content)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("size", list(BadgeSize))
def test_hostile_text_renders_on_a_badge(badge_paper: BadgePaper, size: BadgeSize, text: str) -> None:
    conference = replace(badge_paper.conference, short_title=text, host=text, host_parent=text, hall=text)
    badge = replace(
        badge_paper, conference=conference, full_name=text, post=text, unit_name=text, category_name=text, seat=text
    )
    assert "K7M2 9QXD" in pdf_text(render_badge(badge, size).content)


def test_angle_brackets_are_printed_as_they_are(invitation_paper: InvitationPaper) -> None:
    paper = replace(invitation_paper, invitee_name="<b>Sở A</b> & B")
    assert "Trân trọng kính mời: <b>Sở A</b> & B" in pdf_text(render_invitation(paper, PARTY).content)


def test_all_vietnamese_letters_are_printed_and_read_back(invitation_paper: InvitationPaper) -> None:
    vowels = [
        letter + mark for letter in "aăâeêioôơuưy" for mark in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    ]
    letters = unicodedata.normalize("NFC", "".join(vowels) + "đ")
    name = f"{letters[:40]} {letters[40:]} {letters[:40].upper()} {letters[40:].upper()} ₫ ½ “ ” – …"
    text = pdf_text(render_invitation(replace(invitation_paper, invitee_name=name), PARTY).content)
    assert f"Trân trọng kính mời: {name} Dự:" in text


@pytest.mark.parametrize("size", list(BadgeSize))
def test_decomposed_names_are_printed_composed(badge_paper: BadgePaper, size: BadgeSize) -> None:
    decomposed = replace(badge_paper, full_name=unicodedata.normalize("NFD", badge_paper.full_name))
    assert render_badge(decomposed, size) == render_badge(badge_paper, size)


def test_characters_without_a_shape_are_left_out() -> None:
    assert printable("  Nguyễn\x00\u202e\u200b\r\n Văn\u00a0A ") == "Nguyễn Văn A"


def test_the_same_paper_has_the_same_bytes(invitation_paper: InvitationPaper, badge_paper: BadgePaper) -> None:
    def once() -> list[object]:
        return [
            render_invitation(invitation_paper, PARTY),
            render_invitation(invitation_paper, ND30),
            render_badge(badge_paper, BadgeSize.A6),
            render_badge_sheet([badge_paper] * 12, BadgeSize.CARD),
        ]

    assert once() == once()


def test_another_process_renders_the_same_bytes() -> None:
    program = (
        "from bench.badges import invented_badges\n"
        "from services.documents.rendering import BadgeSize, render_badge_sheet\n"
        "print(render_badge_sheet(invented_badges(30), BadgeSize.CARD).sha256)"
    )

    def checksum(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.check_output([sys.executable, "-c", program], env=environment, cwd=ROOT, text=True)

    assert checksum("1") == checksum("2")


def test_threads_render_the_same_bytes_as_one_after_the_other(badge_paper: BadgePaper) -> None:
    badges = [replace(badge_paper, full_name=f"Nguyễn Văn Ữ {number}") for number in range(40)]

    def render(badge: BadgePaper) -> str:
        return render_badge(badge, BadgeSize.A6).sha256

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(render, badges)) == [render(badge) for badge in badges]


def test_the_checksum_is_that_of_the_content(badge_paper: BadgePaper) -> None:
    paper = render_badge(badge_paper, BadgeSize.CARD)
    assert paper.sha256 == sha256(paper.content).hexdigest()


def test_missing_fonts_are_named_with_the_command_that_builds_them(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib\n"
        "from services.documents.rendering.fonts import FontsMissing, ensure_fonts\n"
        "try:\n    ensure_fonts(pathlib.Path(sys.argv[1]))\n"
        "except FontsMissing as error:\n    print(len(error.missing), error)"
    )
    said = subprocess.check_output([sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, text=True)
    assert said.startswith("4 ")
    assert "python -m services.documents.rendering.build_fonts" in said


def test_building_a_font_again_gives_the_same_bytes() -> None:
    built = BytesIO()
    merge_face(source_files(ROOT / PACKAGE_DIRECTORY, VARIANTS[REGULAR])).save(built)
    assert built.getvalue() == (FONT_DIRECTORY / FONT_FILES[REGULAR]).read_bytes()


def test_the_command_for_fonts_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--source", str(tmp_path), "--target", str(tmp_path)]) == 1
    assert "tinos-latin-400-normal.woff2" in capsys.readouterr().err


def test_a_profile_is_found_by_the_name_in_the_plan() -> None:
    assert (profile_named("party"), profile_named("nd30")) == (PARTY, ND30)
    with pytest.raises(ValueError, match="known: party, nd30"):
        profile_named("letter")


@pytest.mark.parametrize(
    ("written", "party", "nd30"),
    [
        ("K/T Trưởng ban", "K/T TRƯỞNG BAN", "KT. TRƯỞNG BAN"),
        ("TL. Trưởng ban", "T/L TRƯỞNG BAN", "TL. TRƯỞNG BAN"),
        ("TM. Ban Thường vụ", "T/M BAN THƯỜNG VỤ", "TM. BAN THƯỜNG VỤ"),
        ("Trưởng ban", "TRƯỞNG BAN", "TRƯỞNG BAN"),
    ],
)
def test_the_signers_authority_is_written_as_the_form_asks(written: str, party: str, nd30: str) -> None:
    assert (authority_in_form(written, PARTY), authority_in_form(written, ND30)) == (party, nd30)


def test_weekdays_are_in_vietnamese() -> None:
    days = [weekday_words(date(2024, 7, day)) for day in range(1, 8)]
    assert days == ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 2, 3), "ngày 03 tháng 02 năm 2025"),
        (date(2025, 3, 9), "ngày 09 tháng 3 năm 2025"),
        (date(2025, 12, 31), "ngày 31 tháng 12 năm 2025"),
    ],
)
def test_days_below_ten_and_the_first_two_months_are_padded(day: date, words: str) -> None:
    assert day_in_words(day) == words


def test_an_unknown_date_stays_dots() -> None:
    assert place_and_date("Phổ Yên", None) == "Phổ Yên, ngày …… tháng …… năm ……"


def test_times_are_shown_on_the_clock_of_the_conference() -> None:
    moment = datetime(2024, 7, 5, 23, 30, tzinfo=UTC)
    assert moment_in_figures(moment, ZoneInfo("Asia/Ho_Chi_Minh")) == "06:30, thứ Bảy, 06/7/2024"


@pytest.mark.parametrize(
    ("phone", "shown"), [("+84900000001", "0900.000.001"), ("0900000001", "0900.000.001"), ("208.123", "208.123")]
)
def test_phones_are_shown_in_groups(phone: str, shown: str) -> None:
    assert phone_in_groups(phone) == shown


def test_fonts_are_beside_the_code() -> None:
    assert [name for name in FONT_FILES.values() if not (FONT_DIRECTORY / name).is_file()] == []


def test_facts_of_the_contract_become_the_conference_of_a_paper(paper_conference: Conference) -> None:
    facts = {**vars(paper_conference), "occasion": None, "capacity": 300, "format_profile": "party"}
    assert Conference.from_facts(facts) == paper_conference
