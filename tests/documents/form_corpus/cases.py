"""Every document of the corpus: how it is made, and exactly what the form check must say of it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.lib.pagesizes import LETTER

from tests.documents.form_corpus import pdfs, word_parts, word_programs
from tests.documents.form_corpus.report_text import (
    Line,
    body,
    filler,
    moved_to_end,
    renumbered,
    report,
    retitled,
    without,
)
from tests.documents.form_corpus.word_xml import GOOD_SECTION, TIMES, Form, body_of, package, theme

GOOD = ("paper_ok", "margins_ok", "font_ok", "size_ok", "pages_ok", "outline_ok", "models_ok")
PLAIN = Form()


@dataclass(frozen=True)
class Case:
    """A document and the codes of its findings, each as often as it must come."""

    name: str
    make: Callable[[], bytes]
    expected: Counter[str]
    file_name: str


def case(name: str, make: Callable[[], bytes], *instead: str, kind: str = "docx", file_name: str = "") -> Case:
    """A good document but for `instead`: each code takes the place of the good finding of the same matter.

    `-paper` takes a good finding away without another.
    """
    expected = Counter(GOOD)
    for code in instead:
        matter = code.lstrip("-").split("_")[0]
        matter = {"section": "outline", "model": "models"}.get(matter, matter)
        if code != "section_empty":
            expected.pop(f"{matter}_ok", None)
        if not code.startswith("-"):
            expected[code] += 1
    return Case(name, make, +expected, file_name or f"{name}.{kind}")


def word(
    form: Form = PLAIN, lines: Sequence[Line] | None = None, before: str = "", after: str = ""
) -> Callable[[], bytes]:
    """A document of hand-made XML."""
    return lambda: package(before + body_of(report() if lines is None else lines, form) + after, form)


def pdf(lines: Sequence[Line], **how: object) -> Callable[[], bytes]:
    return lambda: pdfs.printed(lines, **how)  # type: ignore[arg-type]


def all_cases() -> list[Case]:
    """The whole corpus."""
    return [*_type(), *_sheets(), *_length(), *_outline(), *_models(), *_leftovers(), *_programs(), *_pdfs()]


def _type() -> Iterator[Case]:
    calibri = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="22"/>'
    by_theme = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="30"/>'
    yield case("defaults-of-the-document", word())
    yield case("direct-on-every-run", word(Form(defaults=calibri, run=f'{TIMES}<w:sz w:val="30"/>')))
    yield case("by-the-normal-style", word(Form(defaults=calibri, normal=f'{TIMES}<w:sz w:val="30"/>')))
    yield case("by-a-good-theme", word(Form(defaults=by_theme, theme=theme("Times New Roman", "Arial"))))
    yield case("by-the-theme-of-office", word(Form(defaults=by_theme, theme=theme("Calibri", "Cambria"))), "font_wrong")
    yield case("theme-before-name", word(Form(defaults=by_theme, normal=TIMES, theme=theme("Calibri", "Cambria"))))
    split = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Arial"/><w:sz w:val="30"/>'
    yield case("accents-in-another-font", word(Form(defaults=split)), "font_accents")
    liberation = '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/><w:sz w:val="30"/>'
    yield case("metric-compatible", word(Form(defaults=liberation)))
    old = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/><w:sz w:val="30"/>'
    yield case("old-encoding", word(Form(defaults=old)), "font_old_encoding")
    yield case("fourteen-points", word(Form(defaults=f'{TIMES}<w:sz w:val="28"/>')), "size_wrong")
    some_small = [
        replace(line, kind="small") if number % 3 == 0 and line.kind == "text" else line
        for number, line in enumerate(report())
    ]
    yield case("a-third-smaller", lambda: package(word_parts.with_small(some_small), PLAIN), "size_mixed")
    yield case("by-a-chain-of-styles", lambda: word_parts.chained(report()))
    yield case("a-character-style-of-another-font", lambda: word_parts.with_character_style(report()), "font_mixed")
    yield case("letters-apart-from-their-accents", word(lines=_apart(report())))


def _sheets() -> Iterator[Case]:
    letter = GOOD_SECTION.replace('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')
    narrow = GOOD_SECTION.replace('w:left="1701"', 'w:left="1134"')
    landscape = GOOD_SECTION.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')
    ends = f"<w:p><w:pPr>{GOOD_SECTION}</w:pPr></w:p>"
    yield case("letter-paper", word(Form(section=letter)), "paper_wrong", "-margins")
    yield case("no-paper-named", word(Form(section="")), "paper_wrong", "-margins")
    yield case("narrow-margin", word(Form(section=narrow)), "margins_wrong")
    yield case(
        "last-section-narrow", word(Form(section=narrow), after=ends + word_parts.paragraphs(2)), "margins_wrong"
    )
    yield case(
        "gutter-widens-the-margin",
        word(Form(section=GOOD_SECTION.replace('gutter="0"', 'gutter="567"'))),
        "margins_wrong",
    )
    yield case("wide-table-on-a-landscape-sheet", word(Form(section=landscape), after=ends + word_parts.wide_table()))
    # Lines are longer and pages lower: the same text makes about as many pages.
    yield case("all-in-landscape", word(Form(section=landscape)), "paper_landscape", "-margins")
    yield case("strict-with-millimetres", lambda: word_parts.strict(report()))


def _length() -> Iterator[Case]:
    yield case("too-short", word(lines=report(paragraphs=2)), "pages_few")
    yield case("too-long", word(lines=report(paragraphs=11)), "pages_many")
    cover = word_parts.cover()
    appendix = word_parts.page_break() + body_of([Line("h0", "PHỤ LỤC"), *body(40)], PLAIN)
    yield case("cover-and-appendix-do-not-count", word(before=cover, after=appendix))
    yield case("line-of-pictures", word(after=word_parts.pictures(20)))


def _outline() -> Iterator[Case]:
    good = report()
    yield case("section-missing", word(lines=without(report(paragraphs=6), "Đánh giá chung")), "section_missing")
    yield case(
        "two-sections-missing",
        word(lines=without(without(report(paragraphs=7), "Đánh giá chung"), "Đề xuất, kiến nghị")),
        "section_missing",
        "section_missing",
    )
    yield case("section-moved", word(lines=moved_to_end(good, "Đánh giá chung")), "section_moved")
    bold = Form(headings=False)
    yield case("headings-only-bold", word(bold))
    yield case("numbers-with-dashes", word(bold, renumbered(good, "{}-")))
    yield case("numbers-with-brackets", word(lines=renumbered(good, "{})")))
    yield case("no-numbers", word(lines=renumbered(good, "")))
    capitals = {line.text: line.text.upper() for line in good if line.kind == "h0"}
    yield case("headings-in-capitals", word(bold, retitled(good, capitals)))
    spelled = {line.text: line.text.replace("cấp ủy", "cấp uỷ") for line in good if line.kind == "h1"}
    yield case("the-other-spelling", word(lines=retitled(good, spelled)))
    longer = {
        "Kết quả thực hiện": "Kết quả thực hiện nhiệm vụ 6 tháng đầu năm 2024",
        "Đánh giá chung": "Đánh giá chung:",
    }
    yield case("titles-with-a-little-more", word(lines=retitled(good, longer)))
    reworded = {"Bối cảnh và đặc điểm tình hình": "Bối cảnh, đặc điểm tình hình"}
    yield case("titles-a-little-reworded", word(lines=retitled(good, reworded)))
    yield case("headings-that-run-into-text", word(bold, _run_in(good)))
    yield case("table-of-contents", word(before=word_parts.contents(good)))
    yield case("section-empty", word(lines=_emptied(report(paragraphs=6), "Đánh giá chung")), "section_empty")
    deeper = [replace(line, kind="h0") if line.text == "Nhiệm vụ, giải pháp" else line for line in good]
    yield case("heading-of-the-wrong-level", word(lines=deeper), "heading_level")


def _models() -> Iterator[Case]:
    yield case("one-model", word(lines=report(models=1)), "models_few")
    yield case("five-models", word(lines=report(models=5)), "models_many")
    yield case("no-model", word(lines=report(paragraphs=6, models=0)), "models_unknown")
    yield case("a-model-too-long", word(lines=_one_long_model()), "model_long")
    yield case("models-named-by-their-titles", word(lines=_quoted_models()))


def _leftovers() -> Iterator[Case]:
    yield case("tracked-changes", word(after=word_parts.tracked()), "tracked_changes")
    yield case("hidden-text", word(after=word_parts.hidden()), "hidden_text")
    yield case("comments", lambda: word_parts.commented(report()), "comments_left")
    yield case("another-file-put-in", word(after='<w:altChunk r:id="rId9"/>'), "foreign_parts")
    yield case("nested-tables", word(after=word_parts.nested_tables()))
    yield case("text-box-and-its-copy", word(after=word_parts.text_box()))
    yield case("control-around-everything", lambda: word_parts.controlled(report()))
    yield case("wrong-extension", word(), "wrong_extension", file_name="bao-cao.pdf")


def _programs() -> Iterator[Case]:
    yield case(
        "python-docx-as-it-comes",
        lambda: word_programs.as_it_comes(report(paragraphs=8)),
        "paper_wrong",
        "-margins",
        "font_wrong",
        "size_wrong",
    )
    yield case("python-docx-set-right", lambda: word_programs.set_right(report()))
    yield case("python-docx-with-table-and-pictures", lambda: word_programs.set_right(report(), extras=True))


def _pdfs() -> Iterator[Case]:
    long = report(paragraphs=6)
    yield case("printed", pdfs.good_pdf, kind="pdf")
    yield case("printed-on-letter", pdf(long, paper=LETTER), "paper_wrong", "-margins", kind="pdf")
    yield case("printed-small", pdf(report(paragraphs=7), size=13), "size_wrong", kind="pdf")
    yield case("printed-into-the-margin", pdf(long, left=20), "margins_wrong", kind="pdf")
    yield case("printed-far-in", pdf(report(), left=45), "margins_wrong", kind="pdf")
    yield case("printed-in-helvetica", pdf(long, helvetica=True), "font_wrong", kind="pdf")
    yield case("printed-short", pdf(report(paragraphs=2)), "pages_few", kind="pdf")
    yield case(
        "printed-without-a-section", pdf(without(report(paragraphs=7), "Đánh giá chung")), "section_missing", kind="pdf"
    )
    yield case("printed-with-a-long-model", pdf(_one_long_model()), "model_long", kind="pdf")
    framed = [Line("title", "BÁO CÁO CỦA ĐƠN VỊ"), pdfs.BREAK, *long, pdfs.BREAK, Line("h0", "PHỤ LỤC"), *body(30)]
    yield case("printed-with-cover-and-appendix", pdf(framed), kind="pdf")
    for name, change, instead in (
        ("turned", pdfs.turned, ()),
        ("cropped", pdfs.cropped, ()),
        ("in-other-units", pdfs.in_other_units, ()),
        ("locked-against-changes", pdfs.locked_against_changes, ()),
        ("one-page-letter", pdfs.third_page_letter, ("paper_wrong",)),
    ):
        yield case(name, _changed(change), *instead, kind="pdf")
    nothing_told = ("-margins", "-font", "-size", "-outline", "-models")
    yield case("scan", pdfs.scan, "scan", *nothing_told, kind="pdf")
    yield case(
        "scan-with-words", lambda: pdfs.scan(words=long), "recognised_scan", "-margins", "-font", "-size", kind="pdf"
    )


def _changed(change: Callable[..., None]) -> Callable[[], bytes]:
    return lambda: pdfs.changed(pdfs.good_pdf(), change)


def _apart(lines: Sequence[Line]) -> list[Line]:
    return [replace(line, text=unicodedata.normalize("NFD", line.text)) for line in lines]


def _run_in(lines: Sequence[Line]) -> list[Line]:
    return [replace(line, text=f"{line.text}: {filler(40)}") if line.kind == "h2" else line for line in lines]


def _emptied(lines: Sequence[Line], title: str) -> list[Line]:
    heading = next(line for line in lines if line.text == title)
    rest = without(lines, title)
    place = lines.index(heading)
    return [*rest[:place], heading, *rest[place:]]


def _one_long_model() -> list[Line]:
    lines = report(paragraphs=5, model_words=120)
    place = next(number for number, line in enumerate(lines) if line.text.startswith("Mô hình 2"))
    return [*lines[: place + 1], *body(5), *lines[place + 1 :]]


def _quoted_models() -> list[Line]:
    names = iter(
        ("a) Mô hình “Dân vận khéo”", "b) Mô hình “Tổ công nghệ số cộng đồng”", "c) Cách làm hay: Loa thông minh")
    )
    return [replace(line, text=next(names)) if line.kind == "model" else line for line in report()]
