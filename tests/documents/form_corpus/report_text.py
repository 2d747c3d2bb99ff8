"""The text of an invented report that follows the province's outline: what every document of the corpus is made of."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import Image

WORDS = [
    "cấp",
    "ủy",
    "chính",
    "quyền",
    "các",
    "địa",
    "phương",
    "tích",
    "cực",
    "triển",
    "khai",
    "tuyên",
    "truyền",
    "sâu",
    "rộng",
    "nghị",
    "quyết",
    "chỉ",
    "thị",
    "kết",
    "luận",
    "của",
    "Đảng",
    "chính",
    "sách",
    "pháp",
    "luật",
    "của",
    "Nhà",
    "nước",
    "gắn",
    "với",
    "thực",
    "hiện",
    "nhiệm",
    "vụ",
    "phát",
    "triển",
    "kinh",
    "tế",
    "xã",
    "hội",
    "quốc",
    "phòng",
    "an",
    "ninh",
    "được",
    "cán",
    "bộ",
    "đảng",
    "viên",
    "và",
    "Nhân",
    "dân",
    "đồng",
    "tình",
    "hưởng",
    "ứng",
    "đạt",
    "kết",
    "quả",
    "thiết",
    "thực",
]


@dataclass(frozen=True)
class Line:
    """A paragraph: what it is (`title`, `h0` to `h2`, `model`, `text`, `picture`), its number and its words."""

    kind: str
    text: str
    number: str = ""

    @property
    def written(self) -> str:
        return f"{self.number}. {self.text}" if self.number else self.text


PICTURE = Line("picture", "")


def blank_picture() -> io.BytesIO:
    """A picture of one colour, as a file."""
    made = io.BytesIO()
    Image.new("RGB", (300, 400), "navy").save(made, "PNG")
    made.seek(0)
    return made


def filler(words: int, start: int = 0) -> str:
    """So many words that say nothing."""
    said = " ".join(WORDS[(start + number) % len(WORDS)] for number in range(words))
    return f"{said[0].upper()}{said[1:]}."


def body(paragraphs: int, words: int = 90) -> list[Line]:
    return [Line("text", filler(words, start=number * 7)) for number in range(paragraphs)]


def model(number: int, words: int = 150) -> list[Line]:
    return [
        Line("model", f"Mô hình {number}: Tổ tuyên truyền lưu động số {number}"),
        Line("text", filler(words // 2, start=number)),
        Line("text", filler(words - words // 2, start=number + 5)),
    ]


def report(*, paragraphs: int = 5, models: int = 3, model_words: int = 150) -> list[Line]:
    """A good report of about ten pages at 15 points."""
    short = max(1, paragraphs - 2)
    lines = [
        Line("title", "BÁO CÁO"),
        Line("h0", "Bối cảnh và đặc điểm tình hình", "I"),
        *body(paragraphs),
        Line("h0", "Kết quả thực hiện", "II"),
        Line("h1", "Kết quả tham mưu cấp ủy công tác xây dựng Đảng về chính trị, tư tưởng, đạo đức", "1"),
        Line("h2", "Công tác xây dựng Đảng về chính trị", ""),
        *body(short),
        Line("h2", "Công tác xây dựng Đảng về tư tưởng", ""),
        *body(short),
        Line("h2", "Công tác xây dựng Đảng về đạo đức", ""),
        *body(short),
        Line("h1", "Kết quả thực hiện một số lĩnh vực công tác tuyên giáo", "2"),
        *body(paragraphs),
    ]
    for number in range(1, models + 1):
        lines += model(number, model_words)
    return [
        *lines,
        Line("h1", "Đánh giá chung", "3"),
        *body(paragraphs),
        Line("h0", "Nhiệm vụ, giải pháp thời gian tới", "III"),
        Line(
            "h1",
            "Dự báo bối cảnh quốc tế, khu vực, trong nước và địa phương, đơn vị (thuận lợi và không thuận lợi)",
            "1",
        ),
        *body(short),
        Line("h1", "Nhiệm vụ, giải pháp", "2"),
        *body(paragraphs),
        Line("h1", "Đề xuất, kiến nghị", "3"),
        *body(short),
    ]


def without(lines: Sequence[Line], title: str) -> list[Line]:
    """The report without a section's heading and the text below it."""
    kept: list[Line] = []
    dropping = False
    for line in lines:
        if line.kind.startswith("h"):
            dropping = line.text == title
        if not dropping:
            kept.append(line)
    return kept


def moved_to_end(lines: Sequence[Line], title: str) -> list[Line]:
    """The report with a section behind all others."""
    rest = without(lines, title)
    return [*rest, *(line for line in lines if line not in rest), *body(2)]


def retitled(lines: Sequence[Line], titles: dict[str, str]) -> list[Line]:
    return [replace(line, text=titles.get(line.text, line.text)) for line in lines]


def renumbered(lines: Sequence[Line], pattern: str) -> list[Line]:
    """Numbers as in `I-` or `1)`: the pattern's `{}` is the number."""
    return [
        replace(line, number="", text=f"{pattern.format(line.number)} {line.text}") if line.number else line
        for line in lines
    ]
