"""The type of the papers: Tinos, metric-compatible with Times New Roman and complete for Vietnamese.

The files are built from the npm package by `build_fonts` and are not part of the repository.
"""

from __future__ import annotations

import threading
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONT_DIRECTORY = Path(__file__).parent / "fonts"

REGULAR = "Tinos"
BOLD = "Tinos-Bold"
ITALIC = "Tinos-Italic"
BOLD_ITALIC = "Tinos-BoldItalic"

FONT_FILES = {
    REGULAR: "tinos-regular.ttf",
    BOLD: "tinos-bold.ttf",
    ITALIC: "tinos-italic.ttf",
    BOLD_ITALIC: "tinos-bold-italic.ttf",
}

_registering = threading.Lock()


class FontsMissing(RuntimeError):
    """The type files are not there. No paper can be rendered until `build_fonts` has run."""

    def __init__(self, missing: list[Path]) -> None:
        names = ", ".join(str(path) for path in missing)
        super().__init__(
            f"Thiếu tệp phông chữ để in văn bản / fonts for papers are missing: {names}. "
            "Chạy / run: npm ci --ignore-scripts && python -m services.documents.rendering.build_fonts"
        )
        self.missing = missing


def ensure_fonts(directory: Path = FONT_DIRECTORY) -> None:
    """Make the four faces known to reportlab, once per process. Raises `FontsMissing`."""
    with _registering:
        if BOLD_ITALIC in pdfmetrics.getRegisteredFontNames():
            return
        missing = [directory / name for name in FONT_FILES.values() if not (directory / name).is_file()]
        if missing:
            raise FontsMissing(missing)
        for face, name in FONT_FILES.items():
            # Only the letters used are embedded, not all of ASCII: half the size of a one-page paper.
            pdfmetrics.registerFont(TTFont(face, str(directory / name), asciiReadable=False))
        pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD_ITALIC)
