"""Builds the type files of the papers from the npm package `@fontsource/tinos`.

    python -m services.documents.rendering.build_fonts [--source DIRECTORY] [--target DIRECTORY]

The package ships one woff2 per script; a PDF needs one TrueType file with all letters of Vietnamese.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from fontTools.merge import Merger, Options  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from services.documents.rendering.fonts import BOLD, BOLD_ITALIC, FONT_DIRECTORY, FONT_FILES, ITALIC, REGULAR

PACKAGE_DIRECTORY = Path("node_modules/@fontsource/tinos/files")
SUBSETS = ("latin", "latin-ext", "vietnamese")
VARIANTS = {REGULAR: "400-normal", BOLD: "700-normal", ITALIC: "400-italic", BOLD_ITALIC: "700-italic"}

# Layout rules are not used by reportlab, hints not by print: without them a paper is smaller by half.
DROPPED_TABLES = ["GSUB", "GPOS", "GDEF", "kern", "fpgm", "prep", "cvt ", "gasp"]


class SourceMissing(FileNotFoundError):
    """The npm package is not installed where it was looked for."""


def source_files(source: Path, variant: str) -> list[Path]:
    """The woff2 files to merge for one face. Raises `SourceMissing` naming the first that is absent."""
    files = [source / f"tinos-{subset}-{variant}.woff2" for subset in SUBSETS]
    for file in files:
        if not file.is_file():
            raise SourceMissing(f"{file} is not there; run `npm ci --ignore-scripts` first")
    return files


def merge_face(files: list[Path]) -> TTFont:
    """One TrueType font with the letters of all files."""
    font = Merger(Options(drop_tables=DROPPED_TABLES)).merge([str(file) for file in files])
    for glyph in font["glyf"].glyphs.values():
        glyph.removeHinting()
    # The date of the build must not change the bytes of every paper.
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = 0
    return font


def build_fonts(source: Path, target: Path = FONT_DIRECTORY) -> list[Path]:
    """Write the four faces into `target`, each replaced at once; running it again gives the same bytes."""
    target.mkdir(parents=True, exist_ok=True)
    built = []
    for face, variant in VARIANTS.items():
        path = target / FONT_FILES[face]
        unfinished = path.with_suffix(f".{os.getpid()}.part")
        merge_face(source_files(source, variant)).save(unfinished)
        unfinished.replace(path)
        built.append(path)
    return built


def main(arguments: list[str] | None = None) -> int:
    """The command. Exit code 1 when the package is missing."""
    parser = argparse.ArgumentParser(description="Build the type files of the papers.")
    parser.add_argument("--source", type=Path, default=PACKAGE_DIRECTORY, help="files of @fontsource/tinos")
    parser.add_argument("--target", type=Path, default=FONT_DIRECTORY, help="where to write the fonts")
    options = parser.parse_args(arguments)
    try:
        built = build_fonts(options.source, options.target)
    except SourceMissing as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(built)} fonts in {options.target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
