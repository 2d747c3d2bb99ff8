"""Documents written as XML by hand: everything about them is chosen."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tests.documents.form_corpus.report_text import Line

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
GOOD_SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)
TIMES = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'


@dataclass(frozen=True)
class Form:
    """How the document says what it looks like."""

    defaults: str = f'{TIMES}<w:sz w:val="30"/>'
    normal: str = ""
    run: str = ""
    """Properties of every run of text."""
    spacing: str = '<w:spacing w:before="60" w:after="60" w:line="400" w:lineRule="exact"/><w:ind w:firstLine="567"/>'
    section: str = GOOD_SECTION
    headings: bool = True
    """Headings by styles; otherwise bold text."""
    extra_styles: str = ""
    theme: str = ""
    settings: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    relations: Sequence[tuple[str, str]] = ()
    types: str = ""


def styles(form: Form) -> str:
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Muc{level}"><w:name w:val="Mục {level}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        for level in range(3)
    )
    return (
        f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{form.defaults}</w:rPr></w:rPrDefault></w:docDefaults>"
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:pPr>{form.spacing}</w:pPr><w:rPr>{form.normal}</w:rPr></w:style>{headings}{form.extra_styles}</w:styles>"
    )


def paragraph(text: str, *, style: str = "", run: str = "", properties: str = "") -> str:
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f"<w:p><w:pPr>{styled}{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def written(line: Line, form: Form) -> str:
    bold = f"<w:b/>{form.run}"
    if line.kind == "title":
        return paragraph(line.text, run=bold, properties='<w:jc w:val="center"/>')
    if line.kind.startswith("h"):
        style = f"Muc{line.kind[1]}" if form.headings else ""
        return paragraph(line.written, style=style, run=form.run if form.headings else bold)
    return paragraph(line.text, run=bold if line.kind == "model" else form.run)


def body_of(lines: Sequence[Line], form: Form) -> str:
    return "".join(written(line, form) for line in lines)


def table(*rows: Sequence[str], width: int = 3000) -> str:
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{content}</w:tc>" for content in row) + "</w:tr>" for row in rows
    )
    grid = f'<w:gridCol w:w="{width}"/>' * max(len(row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{cells}</w:tbl>"


def package(body: str, form: Form, *, document: str | None = None) -> bytes:
    """The whole file."""
    document = document or f"<w:document {W} {R}><w:body>{body}{form.section}</w:body></w:document>"
    relations = [("styles", "styles.xml"), *form.relations]
    if form.theme:
        relations.append(("theme", "theme/theme1.xml"))
    if form.settings:
        relations.append(("settings", "settings.xml"))
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, start=1)
    )
    relationships = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{TYPE}.styles+xml"/>{form.types}</Types>',
        "_rels/.rels": f"<Relationships {relationships}>"
        f'<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f"<Relationships {relationships}>{told}</Relationships>",
        "word/document.xml": document,
        "word/styles.xml": styles(form),
        **({"word/theme/theme1.xml": form.theme} if form.theme else {}),
        **({"word/settings.xml": form.settings} if form.settings else {}),
        **form.parts,
    }
    return zipped({name: content.encode() for name, content in files.items()})


def zipped(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def theme(minor: str, major: str) -> str:
    latin = "".join(
        f'<a:{kind}Font><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/>'
        f'<a:font script="Viet" typeface="Times New Roman"/></a:{kind}Font>'
        for kind, name in (("major", major), ("minor", minor))
    )
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements>'
        f'<a:fontScheme name="Office">{latin}</a:fontScheme></a:themeElements></a:theme>'
    )
