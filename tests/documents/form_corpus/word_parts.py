"""Pieces of Word's XML that go wrong in programs that read it: tables in tables, boxes with copies, tracked changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.documents.form_corpus.report_text import Line, filler
from tests.documents.form_corpus.word_xml import (
    TIMES,
    TYPE,
    Form,
    W,
    body_of,
    package,
    paragraph,
    table,
    written,
)

PLAIN = Form()
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def paragraphs(count: int) -> str:
    return "".join(paragraph(filler(60)) for _ in range(count))


def page_break() -> str:
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def cover() -> str:
    return (
        paragraph("BAN TUYÊN GIÁO THÀNH ỦY PHỔ YÊN") + paragraph("BÁO CÁO SƠ KẾT 6 THÁNG ĐẦU NĂM 2024") + page_break()
    )


def with_small(lines: Sequence[Line]) -> str:
    return "".join(
        paragraph(line.text, run='<w:sz w:val="26"/>') if line.kind == "small" else written(line, PLAIN)
        for line in lines
    )


def wide_table() -> str:
    return table(
        *[[paragraph(f"Số liệu {row}.{column}") for column in range(6)] for row in range(4)], width=2200
    ) + paragraph("")


def pictures(count: int) -> str:
    """Inline pictures of half a page each; what they show is not part of the file."""
    extent = '<wp:extent cx="5000000" cy="4500000"/>'
    inline = (
        '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f"{extent}</wp:inline>"
    )
    return f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>" * count


def chained(lines: Sequence[Line]) -> bytes:
    """Font in one style, size in the one it is based on; the document's defaults are another font."""
    chain = (
        '<w:style w:type="paragraph" w:styleId="Co"><w:name w:val="Cỡ"/><w:basedOn w:val="Normal"/>'
        '<w:rPr><w:sz w:val="30"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Phong"><w:name w:val="Phông"/><w:basedOn w:val="Co"/>'
        f"<w:rPr>{TIMES}</w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="NoiDung"><w:name w:val="Nội dung"/><w:basedOn w:val="Phong"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="DeMuc"><w:name w:val="Đề mục"/><w:basedOn w:val="NoiDung"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="DeMuc1"><w:name w:val="Đề mục con"/><w:basedOn w:val="DeMuc"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="DeMuc2"><w:name w:val="Đề mục cháu"/><w:basedOn w:val="DeMuc1"/>'
        '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    )
    form = Form(defaults='<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="20"/>', extra_styles=chain)
    names = {"h0": "DeMuc", "h1": "DeMuc1", "h2": "DeMuc2"}
    bold = {"model": "<w:b/>"}
    made = "".join(
        paragraph(line.written, style=names.get(line.kind, "NoiDung"), run=bold.get(line.kind, "")) for line in lines
    )
    return package(made, form)


def with_character_style(lines: Sequence[Line]) -> bytes:
    """Every third paragraph in a character style of another font."""
    style = (
        '<w:style w:type="character" w:styleId="Khac"><w:name w:val="Khác"/>'
        '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr></w:style>'
    )
    form = Form(extra_styles=style)
    made = "".join(
        paragraph(line.text, run='<w:rStyle w:val="Khac"/>')
        if number % 3 == 0 and line.kind == "text"
        else written(line, form)
        for number, line in enumerate(lines)
    )
    return package(made, form)


def strict(lines: Sequence[Line]) -> bytes:
    """The names of ISO 29500 Strict, and measures with their unit."""
    section = (
        '<w:sectPr><w:pgSz w:w="210mm" w:h="297mm"/>'
        '<w:pgMar w:top="20mm" w:right="15mm" w:bottom="2cm" w:left="30mm" w:gutter="0"/>'
        "</w:sectPr>"
    )
    name = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    made = body_of(lines, replace(PLAIN, section=section))
    return package("", PLAIN, document=f'<w:document xmlns:w="{name}"><w:body>{made}{section}</w:body></w:document>')


def contents(lines: Sequence[Line]) -> str:
    """A table of contents in its control, by the styles that Word gives it."""
    listed = "".join(
        paragraph(f"{line.written}\t{number}", style="TOC1") for number, line in enumerate(lines) if line.kind[0] == "h"
    )
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{listed}</w:sdtContent></w:sdt>"
    )


def tracked() -> str:
    """One change: a word put in, another taken out."""
    return (
        '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>thêm vào</w:t></w:r></w:ins>'
        f'<w:del w:id="2" w:author="A"><w:r><w:delText>{"bỏ đi " * 4000}</w:delText></w:r></w:del></w:p>'
    )


def hidden() -> str:
    text = filler(3000)
    return paragraph(text, run='<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="60"/><w:vanish/>')


def commented(lines: Sequence[Line]) -> bytes:
    form = replace(
        PLAIN,
        parts={
            "word/comments.xml": f'<w:comments {W}><w:comment w:id="0" w:author="A">{paragraph("Xem lại")}'
            "</w:comment></w:comments>"
        },
        relations=[("comments", "comments.xml")],
        types=f'<Override PartName="/word/comments.xml" ContentType="{TYPE}.comments+xml"/>',
    )
    mark = '<w:p><w:r><w:t>Có ghi chú.</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    return package(body_of(lines, form) + mark, form)


def nested_tables() -> str:
    """Small figures in a table within a table, three deep."""
    small = '<w:sz w:val="22"/>'
    inner = table([paragraph("trong cùng", run=small), paragraph("số liệu", run=small)]) + paragraph("")
    middle = table([inner, paragraph(filler(120), run=small)]) + paragraph("")
    return table([middle, paragraph(filler(120), run=small)], width=4500) + paragraph("")


def text_box() -> str:
    """A box that Word writes twice, once for older programs."""
    inside = f"<w:txbxContent>{paragraph(filler(60))}</w:txbxContent>"
    return (
        f'<w:p><w:r><mc:AlternateContent {MC}><mc:Choice Requires="wps"><w:drawing>{inside}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def controlled(lines: Sequence[Line]) -> bytes:
    """The whole text inside a content control, as forms of offices have it."""
    made = body_of(lines, PLAIN)
    return package(f"<w:sdt><w:sdtPr/><w:sdtContent>{made}</w:sdtContent></w:sdt>", PLAIN)
