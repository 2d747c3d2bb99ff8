"""The parts of the .docx that `template` writes: Word's XML, as little of it as a good document needs."""

from __future__ import annotations

from collections.abc import Sequence

from services.documents.form_check.rule import MarginRule

_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TWIPS_OF_MM = 1440 / 25.4
_TEXT_WIDTH = 9356
"""Twips between margins of 30 and 15 mm on A4."""
_SIGNING_LINES = 4
_BODY_LEADING = 20
"""Points, exact: between the 18 and 22 that the form of the Party allows."""

CONTENT_TYPES = (
    f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_TYPE}.numbering+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_TYPE}.settings+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_TYPE}.header+xml"/>'
    "</Types>"
)
PACKAGE_RELATIONS = (
    f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'
)
DOCUMENT_RELATIONS = f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">' + "".join(
    f'<Relationship Id="rId{number}" Type="{_RELATION}/{kind}" Target="{target}"/>'
    for number, (kind, target) in enumerate(
        (
            ("styles", "styles.xml"),
            ("numbering", "numbering.xml"),
            ("settings", "settings.xml"),
            ("header", "header1.xml"),
        ),
        start=1,
    )
)
DOCUMENT_RELATIONS += "</Relationships>"
SETTINGS = (
    f'{_DECLARED}<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="vi-VN"/></w:settings>'
)
PAGE_NUMBER = (
    f'{_DECLARED}<w:hdr {_W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
)
"""Above the text, in the middle, from the second page on (`titlePg` leaves the first page without)."""


def document(body: str) -> str:
    """The text itself."""
    return f"{_DECLARED}<w:document {_W} {_R}><w:body>{body}</w:body></w:document>"


def section(width: int, height: int, margins: MarginRule) -> str:
    """Paper (twips) and margins: the least that the profile allows."""
    sides = {side: round(margins.side(side).least * _TWIPS_OF_MM) for side in ("top", "right", "bottom", "left")}
    told = " ".join(f'w:{side}="{twips}"' for side, twips in sides.items())
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar {told} w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def paragraph(style: str, text: str, *, number: str = "", properties: str = "") -> str:
    """A paragraph of a style. `text` is escaped already; `number` is the list that numbers it, empty for none."""
    listed = "" if number else '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    listed = listed if style.startswith("Heading") else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{listed}{properties}</w:pPr>'
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def heading_block(
    unit: str, place: str, *, party: bool, above: str = "…………", code: str = "…", numbered: bool = True
) -> str:
    """Who writes (`above`: their superior) at the left, the motto at the right; number and date are left to be filled.

    An empty `above` has no line; a list has no number of its own.
    """
    over = [("Issuer", above)] if above else []
    if party:
        left = [*over, ("IssuerBold", unit), ("Issuer", "*"), ("Issuer", f"Số …-BC/{code}")]
        right = [("Motto", "ĐẢNG CỘNG SẢN VIỆT NAM"), ("Issuer", ""), ("DateLine", f"{place}, ngày … tháng … năm …")]
    else:
        left = [*over, ("IssuerBold", unit), ("Issuer", f"Số: …/BC-{code}")]
        right = [
            ("IssuerBold", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("IssuerBold", "Độc lập - Tự do - Hạnh phúc"),
            ("DateLine", f"{place}, ngày … tháng … năm …"),
        ]
    return _columns((4400, left if numbered else left[:-1]), (4956, right))


def signature(
    copies: Sequence[str] = ("- Như trên,", "- Lưu Văn phòng."),
    signing: Sequence[str] = ("…………",),
    name: str | None = None,
) -> str:
    """To whom copies go at the left, who signs at the right: in whose authority, and the name where it is known."""
    left = [("CopiesTitle", "Nơi nhận:"), *(("Copies", line) for line in copies)]
    below = [("Issuer", "(ký, ghi rõ họ tên, đóng dấu)")]
    if name is not None:
        below = [*([("Issuer", "")] * _SIGNING_LINES), ("IssuerBold", name)]
    return _columns((4678, left), (4678, [*(("IssuerBold", line) for line in signing), *below]))


def ruled_table(heads: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float]) -> str:
    """A table in lines over the width of the text, its head on every page. Texts are escaped; columns have shares."""
    widths = [round(_TEXT_WIDTH * share / sum(shares)) for share in shares]
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(_row("Cell", row, widths) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{_row('CellHead', heads, widths, '<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>')}{body}</w:tbl>"
        '<w:p><w:pPr><w:pStyle w:val="Issuer"/></w:pPr></w:p>'
    )


def _row(style: str, cells: Sequence[str], widths: Sequence[int], properties: str = "") -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(style, text)}</w:tc>'
        for text, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{properties}{made}</w:tr>"


def _columns(*columns: tuple[int, list[tuple[str, str]]]) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        + "".join(paragraph(style, text) for style, text in lines)
        + "</w:tc>"
        for width, lines in columns
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width, _ in columns)
    whole = sum(width for width, _ in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{whole}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"
        # Word wants a paragraph after a table.
        '<w:p><w:pPr><w:pStyle w:val="Issuer"/></w:pPr></w:p>'
    )


def numbering(levels: int) -> str:
    """`I.`, `1.`, `1.1.` and on for the headings, tied to their styles."""
    written = []
    for level in range(max(levels, 3)):
        form = "upperRoman" if level == 0 else "decimal"
        text = f"%{level + 1}." if level < 2 else "".join(f"%{each + 1}." for each in range(1, level + 1))
        written.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:pStyle w:val="Heading{level + 1}"/><w:suff w:val="space"/><w:lvlText w:val="{text}"/>'
            '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr></w:lvl>'
        )
    return (
        f'{_DECLARED}<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
        f'{"".join(written)}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def styles(font: str, half_points: int) -> str:
    """The styles: body text in form by itself, headings with their levels, the lines of the heading block."""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    leading = f'<w:spacing w:before="60" w:after="60" w:line="{_BODY_LEADING * 20}" w:lineRule="exact"/>'
    body = f'{leading}<w:ind w:firstLine="567"/><w:jc w:val="both"/>'
    centre = '<w:spacing w:before="0" w:after="0"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>'
    flush = '<w:spacing w:before="0" w:after="0"/><w:ind w:firstLine="0"/><w:jc w:val="left"/>'
    grey = '<w:i/><w:color w:val="595959"/>'
    made = [
        _style("Normal", "Normal", body, "", default=True),
        _style("Title", "Title", centre.replace('before="0"', 'before="240"'), "<w:b/>" + _size(half_points + 2)),
        _style("Subtitle", "Subtitle", centre, "<w:b/>"),
        _style("Header", "header", centre, _size(28)),
        _style("HoinghiUnit", "Hoinghi Unit", "<w:keepNext/>", '<w:i/><w:u w:val="single"/>'),
        _style("HoinghiPart", "Hoinghi Part", '<w:keepNext/><w:ind w:firstLine="0"/>', "<w:b/>"),
        _style("HoinghiRemark", "Hoinghi Remark", "", "<w:i/>"),
        _style("Cell", "Cell", flush, _size(24)),
        _style("CellHead", "Cell Head", centre, "<w:b/>" + _size(24)),
        _style("HoinghiHint", "Hoinghi Hint", "", grey),
        _style("Issuer", "Issuer", centre, _size(28)),
        _style("IssuerBold", "Issuer Bold", centre, "<w:b/>" + _size(28)),
        _style("Motto", "Motto", centre, '<w:b/><w:sz w:val="30"/><w:u w:val="single"/>'),
        _style("DateLine", "Date Line", centre, "<w:i/>" + _size(28)),
        _style("CopiesTitle", "Copies Title", flush, '<w:sz w:val="28"/><w:u w:val="single"/>'),
        _style("Copies", "Copies", flush, _size(24)),
    ]
    for level in range(6):
        numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' if level < 3 else ""
        look = "<w:b/><w:caps/>" if level == 0 else "<w:b/>" if level == 1 else "<w:b/><w:i/>"
        made.append(
            _style(
                f"Heading{level + 1}",
                f"heading {level + 1}",
                f'<w:keepNext/>{numbered}<w:spacing w:before="120" w:after="60"/><w:ind w:firstLine="567"/>'
                f'<w:outlineLvl w:val="{level}"/>',
                look,
                following="Normal",
            )
        )
    return f"{_DECLARED}<w:styles {_W}>{defaults}{''.join(made)}</w:styles>"


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _style(
    identifier: str, name: str, paragraph_part: str, run_part: str, *, default: bool = False, following: str = ""
) -> str:
    marked = ' w:default="1"' if default else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    after = f'<w:next w:val="{following}"/>' if following else ""
    return (
        f'<w:style w:type="paragraph"{marked} w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/>{based}{after}<w:qFormat/>'
        f"<w:pPr>{paragraph_part}</w:pPr><w:rPr>{run_part}</w:rPr></w:style>"
    )
