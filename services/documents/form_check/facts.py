"""What was read of a file, the same for .docx and PDF; the checks see only this."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

LEAST_WORDS = 400
"""Headings, heading block and signature of a template come to about 250 words."""
Form = tuple[str, float]
"""A family of type and a size in points."""


@dataclass(frozen=True)
class Sheet:
    """A page of a PDF or a section of a .docx, millimetres. Margins of None could not be told."""

    kind: str
    number: int
    width: float
    height: float
    margins: dict[str, float] | None = None
    quote: str = ""
    full: bool = True
    """Filled well enough that white space at a side is meant."""
    exact: bool = True
    """Margins are what was set; otherwise what the text on the page leaves."""

    @property
    def landscape(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height


@dataclass
class Paragraph:
    """A paragraph with text. `number` counts such paragraphs from 1; `page` is known of PDFs only.

    `starts` and `ends` are where on the pages it lies (3.5: the middle of the fourth page), `height` is its share of a
    page without pictures. `forms` weighs type by letters; `accented` is the part of them with accents,
    which Word sets in a font of its own choosing. `table`: it stands in a table.
    """

    number: int
    text: str
    level: int | None = None
    page: int | None = None
    starts: float = 0.0
    ends: float = 0.0
    height: float = 0.0
    bold: bool = False
    table: bool = False
    contents: bool = False
    """A line of a table of contents."""
    hint: bool = False
    """A hint of our own template, still to be replaced."""
    forms: Counter[Form] = field(default_factory=Counter)
    accented: Counter[str] = field(default_factory=Counter)
    plain: Counter[str] = field(default_factory=Counter)
    ends_page: bool = False
    """A page ends after it because somebody said so."""

    @property
    def words(self) -> int:
        """How many words."""
        return len(self.text.split())


@dataclass
class Facts:
    """All that the checks need to know of a file."""

    file_kind: str
    sheets: list[Sheet] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    picture_pages: set[int] = field(default_factory=set)
    """Pages of a PDF that hold pictures and hardly any text."""
    pictures: list[int] = field(default_factory=list)
    """Where they stand: the number of the paragraph that each is in or follows (.docx), pages that hold some (PDF)."""
    tracked_changes: int = 0
    hidden_letters: int = 0
    comments: int = 0
    foreign_parts: int = 0
    """Parts of the text that are other files put in (altChunk), which are not looked into."""
    scan: bool = False
    recognised: bool = False
    """The text lies unseen behind pictures: read by a machine from a scan."""
    pages_read: int = 0
    """Of a long PDF only the first pages are read for their text; 0: all."""

    @property
    def unfilled(self) -> bool:
        """Our own template, hardly begun: its length and its models say nothing yet."""
        written = sum(each.words for each in self.paragraphs if not each.hint)
        return any(each.hint for each in self.paragraphs) and written < LEAST_WORDS

    @property
    def exact_pages(self) -> bool:
        """Whether pages are counted, not estimated."""
        return self.file_kind == "pdf"
