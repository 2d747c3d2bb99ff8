"""The foot of an official paper: Nơi nhận on the left, who signs on the right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from services.documents.rendering.fonts import BOLD, REGULAR
from services.documents.rendering.papers import Conference
from services.documents.rendering.profile import FormatProfile
from services.documents.rendering.text import NO_BREAK, or_dots, printable

_PREFIX = re.compile(r"^(T/?M|K/?T|T/?L|TUQ)(?:\.\s*|\s+)", re.IGNORECASE)


def authority_in_form(authority: str, profile: FormatProfile) -> str:
    """The signer's authority in capitals, its abbreviation as the profile writes it: `K/T` or `KT.`."""
    text = printable(authority)
    match = _PREFIX.match(text)
    if not match:
        return text.upper()
    letters = match[1].replace("/", "").upper()
    return f"{profile.authority_prefixes.get(letters, letters)} {text[match.end() :].upper()}"


def foot(left: list[Flowable], right: list[Flowable]) -> Flowable:
    """Two blocks side by side at the end of a paper."""
    table = Table([[left, right]], colWidths=["46%", "54%"], splitInRow=1, spaceAfter=10)
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]
    )
    return table


def distribution(names: Sequence[str], profile: FormatProfile) -> list[Flowable]:
    """Nơi nhận; without names the usual lines of the profile."""
    font, size = profile.distribution_title_font
    title = ParagraphStyle("distribution title", fontName=font, fontSize=size, leading=size * 1.3)
    line = ParagraphStyle(
        "distribution",
        fontName=REGULAR,
        fontSize=profile.distribution_size,
        leading=profile.distribution_size * 1.2,
        leftIndent=6,
        firstLineIndent=-6,
    )
    words = "<u>Nơi nhận:</u>" if profile.distribution_title_underlined else "Nơi nhận:"
    names = names or profile.distribution_default
    ends = [profile.distribution_separator] * (len(names) - 1) + ["."]
    entries = [Paragraph(f"- {escape(printable(name))}{end}", line) for name, end in zip(names, ends, strict=True)]
    return [Paragraph(words, title), *entries]


def signature(conference: Conference, signer_name: str | None, profile: FormatProfile) -> list[Flowable]:
    """Who signs for the issuing body, with room for signature and seal."""
    return _signing(authority_lines(conference, profile), signer_name, profile)


def unknown_signature(profile: FormatProfile, authority: str = "", name: str | None = None) -> list[Flowable]:
    """Somebody whom the plan does not name signs: what is not known stays dots."""
    return _signing([authority or or_dots(None, 12)], name, profile)


def maker_and_signature(conference: Conference, signer_name: str | None, profile: FormatProfile) -> Flowable:
    """The foot of a list: whoever drew it up signs it too, at the same height; that name is written by hand."""
    authority = authority_lines(conference, profile)
    maker = ["NGƯỜI LẬP", *[NO_BREAK] * (len(authority) - 1)]
    return foot(_signing(maker, None, profile), _signing(authority, signer_name, profile))


def _signing(lines: Sequence[str], name: str | None, profile: FormatProfile) -> list[Flowable]:
    style = ParagraphStyle(
        "signature",
        fontName=BOLD,
        fontSize=profile.signature_size,
        leading=profile.signature_size * 1.25,
        alignment=TA_CENTER,
    )
    written = [Paragraph(escape(line), style) for line in lines]
    return [*written, Spacer(1, profile.signing_room * mm), Paragraph(escape(or_dots(name, 12)), style)]


def authority_lines(conference: Conference, profile: FormatProfile) -> list[str]:
    """In whose authority is signed, in form; dots where the plan does not say."""
    known = [text for text in (conference.signer_authority, conference.signer_title) if text and printable(text)]
    return [authority_in_form(text, profile) for text in known] or [or_dots(None, 12)]
