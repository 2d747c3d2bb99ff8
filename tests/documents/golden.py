"""Reference pictures of papers: a change of form is seen by whoever makes it.

A paper joins by an entry in a module of `tests/documents/papers/`, which is found by itself:

    IN_FORM = {"agenda": partial(render_agenda, PAPER)}     # rendered in each format profile
    PLAIN = {"badge-a6": partial(render_badge, BADGE, A6)}  # the same in every profile

Pictures are drawn anew, and then looked at before they are committed, by

    python -m tests.documents.golden            # all papers
    python -m tests.documents.golden agenda     # papers whose name begins so

Pages are kept at 60 dots an inch in sixteen greys: a letter of body text is then six dots wide, a page of A4 some
20 kB. Two pictures are compared by cells of 4 × 4 dots (1.7 mm), by the average grey of each: another release of the
renderer smooths edges otherwise, which moves it by a few of 255 steps. A line or letter that is moved by a dot, or is
another one, moves it by 20 and more, a comma for a full stop by 25, an accent over ê by 13: no cell may differ by more
than `TOLERANCE`. What is smaller (ă for â) is not seen here: words are tested as text, pictures are of the form.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image, ImageChops, ImageOps

from chassis.testing.pdf import pdf_pictures
from services.documents.rendering import RenderedPaper
from services.documents.rendering.profile import PROFILES
from tests.documents import papers

PICTURES = Path(__file__).parent / "pictures"
DOTS_PER_INCH = 60
CELL = 4
TOLERANCE = 10
"""Of 255 steps of grey, averaged over a cell."""
_GREY_BITS = 4


@dataclass(frozen=True)
class Sample:
    """A paper as it is drawn in a test: `agenda-nd30`, or `badge-a6` where there is no profile."""

    name: str
    render: Callable[[], RenderedPaper]

    def pages(self) -> list[Image.Image]:
        """What is compared."""
        pictures = pdf_pictures(self.render().content, DOTS_PER_INCH)
        return [ImageOps.posterize(picture.convert("L"), _GREY_BITS) for picture in pictures]

    def references(self) -> list[Path]:
        """The pictures kept of it, by page."""
        return sorted(path for path in PICTURES.glob(f"{self.name}-?.png"))


def samples() -> list[Sample]:
    """All papers, sorted by name."""
    return sorted(_samples(), key=lambda sample: sample.name)


def _samples() -> Iterator[Sample]:
    for module in pkgutil.iter_modules(papers.__path__, f"{papers.__name__}."):
        found = importlib.import_module(module.name)
        for name, render in getattr(found, "PLAIN", {}).items():
            yield Sample(name, render)
        for name, render in getattr(found, "IN_FORM", {}).items():
            for code, profile in PROFILES.items():
                yield Sample(f"{name}-{code}", partial(render, profile))


def largest_difference(one: Image.Image, other: Image.Image) -> int:
    """Of all cells, in steps of grey; 255 for pages of other sizes."""
    if one.size != other.size:
        return 255
    greys = ImageChops.difference(one.reduce(CELL), other.reduce(CELL)).histogram()
    return max(step for step, cells in enumerate(greys) if cells)


def draw(prefix: str) -> list[str]:
    """Keep the pictures of papers whose name begins so, and drop those of pages that are no more."""
    written = []
    for sample in samples():
        if sample.name.startswith(prefix):
            for old in sample.references():
                old.unlink()
            for number, page in enumerate(sample.pages(), start=1):
                _save(page, PICTURES / f"{sample.name}-{number}.png")
                written.append(f"{sample.name}-{number}.png")
    return written


def _save(page: Image.Image, path: Path) -> None:
    """Two dots in a byte: there are no more than sixteen greys."""
    packed = page.point([step >> (8 - _GREY_BITS) for step in range(256)]).convert("P")
    greys = [step << (8 - _GREY_BITS) for step in range(1 << _GREY_BITS)]
    packed.putpalette([part for grey in greys for part in (grey, grey, grey)])
    packed.save(path, optimize=True, bits=_GREY_BITS)


if __name__ == "__main__":
    for line in draw(sys.argv[1] if len(sys.argv) > 1 else ""):
        print(line)
