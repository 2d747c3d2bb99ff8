"""Reads PDF files back in tests, by means that did not write them: text, page sizes, fonts, QR codes."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pypdfium2
import zxingcpp
from PIL import Image
from pypdf.generic import DictionaryObject

POINTS_PER_MILLIMETRE = 72 / 25.4


def pdf_text(content: bytes) -> str:
    """The text of all pages on one line, as a reader would copy it."""
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


def pdf_page_sizes(content: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in whole millimetres."""
    boxes = [page.mediabox for page in pypdf.PdfReader(BytesIO(content)).pages]
    return [
        (round(float(box.width) / POINTS_PER_MILLIMETRE), round(float(box.height) / POINTS_PER_MILLIMETRE))
        for box in boxes
    ]


def pdf_fonts(content: bytes) -> dict[str, bool]:
    """Every font of the file by name, and whether its letters travel in the file."""
    reader = pypdf.PdfReader(BytesIO(content))
    numbers = range(1, int(str(reader.trailer["/Size"])))
    objects = [reader.get_object(number) for number in numbers]
    fonts = [found for found in objects if isinstance(found, DictionaryObject) and found.get("/Type") == "/Font"]
    return {str(font["/BaseFont"]): _embedded(font) for font in fonts}


def _embedded(font: DictionaryObject) -> bool:
    descriptor = font.get("/FontDescriptor")
    return descriptor is not None and "/FontFile2" in descriptor.get_object()


def pdf_pictures(content: bytes, dots_per_inch: int) -> list[Image.Image]:
    """Each page as it would be printed."""
    document = pypdfium2.PdfDocument(content)
    return [page.render(scale=dots_per_inch / 72).to_pil() for page in document]


def pdf_qr_texts(content: bytes, dots_per_inch: int) -> list[str]:
    """What a scanner reads from all pages, sorted."""
    pictures = pdf_pictures(content, dots_per_inch)
    formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    return sorted(found.text for picture in pictures for found in zxingcpp.read_barcodes(picture, formats=formats))
