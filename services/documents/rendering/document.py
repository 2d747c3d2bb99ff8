"""A PDF file being drawn: the same for every paper, and the same bytes for the same input."""

from __future__ import annotations

import hashlib
import threading
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from services.documents.rendering.fonts import REGULAR, ensure_fonts
from services.documents.rendering.papers import RenderedPaper
from services.documents.rendering.text import printable

PRODUCER = "Hội nghị"

# Streams as bytes, not as ASCII: a fifth smaller.
rl_config.useA85 = 0

# reportlab reads a font file through one position shared by all documents while it embeds the
# letters used, so only one document of the process may be finished at a time.
_finishing = threading.Lock()


class NothingToPrint(ValueError):
    """A file of many papers was asked for without a single one."""


class PaperCanvas(Canvas):
    """A canvas whose file depends on nothing but what is drawn: no date, no random identifier."""

    def __init__(self, filename: Any, pagesize: tuple[float, float] | None = None, **options: Any) -> None:
        ensure_fonts()
        options.update(invariant=1, pageCompression=1, initialFontName=REGULAR, lang="vi-VN")
        super().__init__(filename, pagesize=pagesize, **options)

    def describe(self, title: str, author: str) -> None:
        """What a viewer shows as the properties of the file."""
        self.setTitle(printable(title))
        self.setAuthor(printable(author))
        self.setCreator(PRODUCER)
        self.setProducer(PRODUCER)

    def save(self) -> None:
        """Finish the file; other threads wait for their turn."""
        with _finishing:
            super().save()


def rendered(buffer: BytesIO, pages: int) -> RenderedPaper:
    """The finished file with its checksum."""
    content = buffer.getvalue()
    return RenderedPaper(content, pages, hashlib.sha256(content).hexdigest())
