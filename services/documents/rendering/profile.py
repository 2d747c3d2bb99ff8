"""Format profiles: the forms of papers as data. Another form is another value here, not other code.

`PARTY` follows Hướng dẫn 36-HD/VPTW, `ND30` the annex of Nghị định 30/2020/NĐ-CP.
Sizes are in points, margins in millimetres.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.documents.rendering.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR


@dataclass(frozen=True)
class Margins:
    """White space around the text, millimetres."""

    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True)
class HeadingLine:
    """One line of a heading block. `{parent}` and `{host}` stand for the two bodies, in capitals.

    `rule` is the length of the line drawn below, as a share of the text's own length; 0 draws none.
    """

    text: str
    font: str
    size: float
    rule: float = 0.0


@dataclass(frozen=True)
class FormatProfile:
    """How papers of one family of offices look."""

    code: str
    margins: Margins
    issuer: tuple[HeadingLine, ...]
    """Left heading block: who issues the paper."""
    motto: tuple[HeadingLine, ...]
    """Right heading block."""
    number: str
    """Number line with `{number}`, `{kind}` (the abbreviation of the paper's kind) and `{code}`."""
    number_font: tuple[str, float]
    date_font: tuple[str, float]
    title_size: float
    abstract_size: float
    abstract_mark: str
    """Drawn under the abstract; empty means a rule of a third of the line."""
    body_size: float
    body_leading: float
    first_indent: float
    """Millimetres."""
    paragraph_gap: float
    closing: str
    """Ends the body: the party form writes a full stop, the state form `./.`"""
    signature_size: float
    signing_room: float
    """Millimetres left empty for signature and seal."""
    authority_prefixes: Mapping[str, str]
    """How `on behalf of`, `for` and `by order of` are written, by their letters."""
    distribution_title_font: tuple[str, float]
    distribution_title_underlined: bool
    distribution_size: float
    distribution_separator: str
    distribution_default: tuple[str, ...]
    page_number_size: float


PARTY = FormatProfile(
    code="party",
    margins=Margins(top=20, bottom=20, left=30, right=15),
    issuer=(
        HeadingLine("{parent}", REGULAR, 14),
        HeadingLine("{host}", BOLD, 14),
        HeadingLine("*", REGULAR, 14),
    ),
    motto=(HeadingLine("ĐẢNG CỘNG SẢN VIỆT NAM", BOLD, 15, rule=1.0),),
    number="Số {number}-{kind}/{code}",
    number_font=(REGULAR, 14),
    date_font=(ITALIC, 14),
    title_size=16,
    abstract_size=14,
    abstract_mark="-----",
    body_size=14,
    body_leading=20,
    first_indent=10,
    paragraph_gap=6,
    closing=".",
    signature_size=14,
    signing_room=24,
    authority_prefixes={"TM": "T/M", "KT": "K/T", "TL": "T/L"},
    distribution_title_font=(REGULAR, 14),
    distribution_title_underlined=True,
    distribution_size=12,
    distribution_separator=",",
    distribution_default=("Như trên", "Lưu Văn phòng"),
    page_number_size=14,
)

ND30 = FormatProfile(
    code="nd30",
    margins=Margins(top=20, bottom=20, left=30, right=15),
    issuer=(
        HeadingLine("{parent}", REGULAR, 13),
        HeadingLine("{host}", BOLD, 13, rule=0.4),
    ),
    motto=(
        HeadingLine("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD, 13),
        HeadingLine("Độc lập - Tự do - Hạnh phúc", BOLD, 14, rule=1.0),
    ),
    number="Số: {number}/{kind}-{code}",
    number_font=(REGULAR, 13),
    date_font=(ITALIC, 14),
    title_size=14,
    abstract_size=14,
    abstract_mark="",
    body_size=14,
    body_leading=19,
    first_indent=10,
    paragraph_gap=6,
    closing="./.",
    signature_size=14,
    signing_room=24,
    authority_prefixes={"TM": "TM.", "KT": "KT.", "TL": "TL.", "TUQ": "TUQ."},
    distribution_title_font=(BOLD_ITALIC, 12),
    distribution_title_underlined=False,
    distribution_size=11,
    distribution_separator=";",
    distribution_default=("Như trên", "Lưu: VT"),
    page_number_size=14,
)

PROFILES: Mapping[str, FormatProfile] = {profile.code: profile for profile in (PARTY, ND30)}


_A5_HEADING = 10 / 13
_A5_TEXT = 6 / 7


def on_a5(profile: FormatProfile) -> FormatProfile:
    """The same form on a sheet of half the size: the state motto still beside the issuer, text of 12 points."""

    def smaller(lines: tuple[HeadingLine, ...]) -> tuple[HeadingLine, ...]:
        return tuple(replace(line, size=line.size * _A5_HEADING) for line in lines)

    def font(named: tuple[str, float], share: float) -> tuple[str, float]:
        return named[0], named[1] * share

    return replace(
        profile,
        margins=Margins(top=12, bottom=12, left=18, right=12),
        issuer=smaller(profile.issuer),
        motto=smaller(profile.motto),
        number_font=font(profile.number_font, _A5_HEADING),
        date_font=font(profile.date_font, _A5_HEADING),
        title_size=profile.title_size * _A5_TEXT,
        abstract_size=profile.abstract_size * _A5_TEXT,
        body_size=profile.body_size * _A5_TEXT,
        body_leading=15,
        first_indent=7,
        paragraph_gap=4,
        signature_size=profile.signature_size * _A5_TEXT,
        signing_room=16,
        distribution_title_font=font(profile.distribution_title_font, _A5_TEXT),
        distribution_size=profile.distribution_size * _A5_TEXT,
        page_number_size=profile.page_number_size * _A5_TEXT,
    )


def profile_named(code: str) -> FormatProfile:
    """The profile that a plan names in `format_profile`. Raises `ValueError` for another name."""
    try:
        return PROFILES[code]
    except KeyError:
        raise ValueError(f"no format profile {code!r}; known: {', '.join(PROFILES)}") from None
