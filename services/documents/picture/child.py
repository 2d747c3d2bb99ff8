"""A child process that draws one page: a PDF on standard input, its first page as PNG on standard output.

The program that draws keeps what it once took of memory, so it does not live in the service. Run as
`python -m services.documents.picture.child WIDTH` (width in dots).
"""

from __future__ import annotations

import os
import sys

COLOURS = 64
NICENESS = 10


def main(width: int) -> None:
    """Draw, behind those who wait at the door, and write."""
    os.nice(NICENESS)
    import pypdfium2

    page = pypdfium2.PdfDocument(sys.stdin.buffer.read())[0]
    picture = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    picture.quantize(COLOURS).save(sys.stdout.buffer, "PNG", optimize=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
