"""The English catalogue of the pages: `python -m gateway.translate extract|compile|check`.

extract   gather the Vietnamese texts of templates and code into `messages.po`, keeping its translations
compile   make `messages.mo`, which pages read; it is not committed
check     say what is missing, uncertain or out of date; exit status 1 when anything is
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent
ENGLISH = HERE / "translations" / "en" / "LC_MESSAGES" / "messages.po"
METHODS = [("templates/**.html", "jinja2"), ("**.py", "python")]
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
OPTIONS = {"templates/**.html": {"trimmed": "true", "encoding": "utf-8"}}
LEFT_OUT = tuple(f'"{name}:'.encode() for name in ("Report-Msgid-Bugs-To", "Last-Translator", "Generated-By"))
"""Lines of the head that would say nothing here, or change with every release of Babel."""
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""In place of the day of extraction, so that the file changes only when a text does."""


def main(arguments: list[str]) -> int:
    """Do one of the three; exit status."""
    if arguments == ["extract"]:
        ENGLISH.write_bytes(written(merged(english(), gathered())))
        return 0
    if arguments == ["compile"]:
        compile_catalogue()
        return 0
    if arguments == ["check"]:
        faults = list(check())
        print("\n".join(faults), file=sys.stderr)
        return 1 if faults else 0
    print(__doc__, file=sys.stderr)
    return 2


def gathered() -> Catalog:
    """Every text of templates and code that is to be translated."""
    catalogue = Catalog()
    found = extract_from_dir(HERE, method_map=METHODS, options_map=OPTIONS, keywords=KEYWORDS, comment_tags=("i18n:",))
    for filename, _line, message, comments, context in found:
        catalogue.add(message, None, [(filename, 0)], auto_comments=comments, context=context)
    return catalogue


def english() -> Catalog:
    """The English catalogue as it is in the repository."""
    if not ENGLISH.exists():
        return Catalog(locale="en")
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def merged(translated: Catalog, template: Catalog) -> Catalog:
    """The texts of `template` with the translations there are; texts no longer used are dropped, nothing is guessed."""
    result = Catalog(
        locale="en",
        project="hoinghi",
        version="1",
        header_comment="# English texts of the pages. Made by `python -m gateway.translate extract`; translate here.",
        fuzzy=False,
        creation_date=NO_DATE,
        revision_date=NO_DATE,
    )
    for message in template:
        if not message.id:
            continue
        known = translated.get(message.id, message.context)
        string = known.string if known is not None and _same_form(known, message) else None
        result.add(message.id, string, message.locations, auto_comments=message.auto_comments, context=message.context)
    return result


def written(catalogue: Catalog) -> bytes:
    """The catalogue as a .po file, sorted by text, so that two people's additions meet seldom."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, sort_output=True, include_lineno=False, width=118)
    return b"".join(line for line in buffer.getvalue().splitlines(keepends=True) if not line.startswith(LEFT_OUT))


def compile_catalogue() -> None:
    """Make the .mo file; it appears whole or not at all."""
    target = ENGLISH.with_suffix(".mo")
    temporary = target.with_suffix(f".{os.getpid()}.new")
    with temporary.open("wb") as file:
        write_mo(file, english())
    temporary.replace(target)


def check() -> Iterator[str]:
    """What is wrong with the English catalogue, text by text."""
    translated = english()
    for message in gathered():
        known = translated.get(message.id, message.context) if message.id else None
        if not message.id:
            continue
        if known is None:
            yield f"not extracted: {message.id!r}"
        elif known.fuzzy:
            yield f"uncertain: {message.id!r}"
        elif not _complete(known):
            yield f"not translated: {message.id!r}"
        else:
            yield from (f"{message.id!r}: {error}" for error in known.check(translated))


def _same_form(known: Message, message: Message) -> bool:
    return isinstance(known.id, str) == isinstance(message.id, str)


def _complete(message: Message) -> bool:
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return bool(strings) and all(strings)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
