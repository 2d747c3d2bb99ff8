"""How a run or a paragraph looks in the end: document defaults, table, paragraph and character styles, itself.

Each step may set some properties and leave others to the step before. `ascii` and `hAnsi` are apart: Word sets plain
letters in the first font and letters with accents in the second.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from services.documents.form_check.word.package import A, Element, W

Properties = dict[str, Any]
BODY_LEVEL = 9
"""An outline level of 9 says that a paragraph is no heading."""
DEEPEST_CHAIN = 30
"""Word itself follows no more than eleven styles; a chain that bites its tail ends here."""
DEFAULT_FONT, DEFAULT_HALF_POINTS = "Times New Roman", 20
_OFF = {"0", "false", "off", "none"}
_LEVELS = {f"heading {number}": number - 1 for number in range(1, 10)}


class Styles:
    """The styles of one document, from the roots of `styles.xml` and `theme1.xml`; either may be missing."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        self._theme = _theme_fonts(theme)
        self._styles: dict[str, Element] = {}
        self._default: dict[str, str] = {}
        self._defaults: Properties = {"ascii": DEFAULT_FONT, "hAnsi": DEFAULT_FONT, "sz": DEFAULT_HALF_POINTS}
        self._paragraph_defaults: Properties = {}
        self._known_runs: dict[tuple[str | None, ...], Properties] = {}
        self._known_paragraphs: dict[str | None, Properties] = {}
        if styles is not None:
            self._read(styles)

    def run(self, direct: Element | None, paragraph: str | None, table: str | None) -> Properties:
        """The properties of a run: `ascii` and `hAnsi` (fonts), `sz` (half points), `b`, `vanish`."""
        style = direct.find(f"{W}rStyle") if direct is not None else None
        key = (style.get(f"{W}val") if style is not None else None, paragraph, table)
        if key not in self._known_runs:
            self._known_runs[key] = self._run_base(*key)
        return {**self._known_runs[key], **self.run_properties(direct)} if direct is not None else self._known_runs[key]

    def paragraph(self, direct: Element | None, style: str | None) -> Properties:
        """The properties of a paragraph: `level`, spacing, indents, `pageBreakBefore`."""
        if style not in self._known_paragraphs:
            base = dict(self._paragraph_defaults)
            for each in reversed(list(self._chain(style, "paragraph"))):
                base |= _level_by_name(each) | paragraph_properties(each.find(f"{W}pPr"))
            self._known_paragraphs[style] = base
        return {**self._known_paragraphs[style], **paragraph_properties(direct)}

    def name(self, style: str | None) -> str:
        """The name of a paragraph style in small letters, such as `toc 1`; its id where it has none."""
        element = self._styles.get(style or self._default.get("paragraph", ""))
        name = element.find(f"{W}name") if element is not None else None
        return str(name.get(f"{W}val") if name is not None else style or "").lower()

    def run_properties(self, element: Element | None) -> Properties:
        """What one `w:rPr` sets by itself."""
        found: Properties = {}
        for child in element if element is not None else ():
            if child.tag == f"{W}rFonts":
                found |= self._fonts(child)
            elif child.tag == f"{W}sz":
                found |= _whole("sz", child.get(f"{W}val"))
            elif child.tag in {f"{W}b", f"{W}vanish"}:
                found[child.tag.removeprefix(W)] = switched_on(child)
        return found

    def _run_base(self, character: str | None, paragraph: str | None, table: str | None) -> Properties:
        base = dict(self._defaults)
        for style, kind in ((table, "table"), (paragraph, "paragraph"), (character, "character")):
            for each in reversed(list(self._chain(style, kind))):
                base |= self.run_properties(each.find(f"{W}rPr"))
        return base

    def _chain(self, style: str | None, kind: str) -> Iterator[Element]:
        """A style, the one it is based on, and so on; without a style the default of its kind."""
        current = style if style in self._styles else self._default.get(kind)
        for _ in range(DEEPEST_CHAIN):
            element = self._styles.get(current or "")
            if element is None:
                return
            yield element
            based_on = element.find(f"{W}basedOn")
            current = based_on.get(f"{W}val") if based_on is not None else None

    def _fonts(self, element: Element) -> Properties:
        found: Properties = {}
        for slot in ("ascii", "hAnsi"):
            by_theme = self._theme.get(str(element.get(f"{W}{slot}Theme")).lower())
            name = by_theme or element.get(f"{W}{slot}")
            if name:
                found[slot] = name
        return found

    def _read(self, styles: Element) -> None:
        for element in styles.iterchildren(f"{W}style"):
            name = element.get(f"{W}styleId")
            self._styles[name] = element
            if element.get(f"{W}default") in {"1", "true", "on"}:
                self._default.setdefault(element.get(f"{W}type", "paragraph"), name)
        self._defaults |= self.run_properties(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        self._paragraph_defaults = paragraph_properties(styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"))


def switched_on(element: Element) -> bool:
    """Whether a switch is on; one without a value is."""
    return str(element.get(f"{W}val", "1")).lower() not in _OFF


def paragraph_properties(element: Element | None) -> Properties:
    """What one `w:pPr` sets by itself; lengths in twips."""
    found: Properties = {}
    for child in element if element is not None else ():
        name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
        if name == "outlineLvl":
            found |= _whole("level", child.get(f"{W}val"))
        elif name in {"pageBreakBefore", "contextualSpacing"}:
            found[name] = switched_on(child)
        elif name == "spacing":
            found |= _lengths(child, ("before", "after", "line"))
            if child.get(f"{W}line"):
                found["rule"] = child.get(f"{W}lineRule", "auto")
        elif name == "ind":
            found |= _lengths(child, ("left", "right", "firstLine", "hanging", "start", "end"))
    return found


def _level_by_name(style: Element) -> Properties:
    """Built-in headings have their level even where the style leaves it out."""
    name = style.find(f"{W}name")
    level = _LEVELS.get(str(name.get(f"{W}val")).lower()) if name is not None else None
    return {} if level is None else {"level": level}


def _lengths(element: Element, names: tuple[str, ...]) -> Properties:
    found: Properties = {}
    for name in names:
        found |= _whole(name, element.get(f"{W}{name}"))
    return found


def _whole(name: str, value: str | None) -> Properties:
    """A number, or nothing where the file has none that can be read."""
    try:
        return {name: int(float(value))} if value is not None else {}
    except (ValueError, OverflowError):
        return {}


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """From the names that styles use (`minorhansi`) to the theme's Latin fonts."""
    fonts: dict[str, str] = {}
    for kind in ("major", "minor"):
        latin = theme.find(f".//{A}{kind}Font/{A}latin") if theme is not None else None
        name = latin.get("typeface") if latin is not None else None
        if name:
            fonts |= {f"{kind}ascii": name, f"{kind}hansi": name}
    return fonts
