"""Debian's Chromium, headless, driven by Playwright; on request with a camera that shows a picture."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import qrcode
from PIL import Image
from playwright.sync_api import Browser, Playwright, ViewportSize
from qrcode.image.pil import PilImage

from chassis.servers.processes import require_program

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
CAMERA = (1280, 720)
FRAMES = 10


@contextmanager
def chromium(playwright: Playwright, *, camera: Path | None = None) -> Iterator[Browser]:
    """A browser; `camera` is an .mjpeg file that its camera shows in a loop."""
    flags = list(FLAGS)
    if camera is not None:
        flags += ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
        flags.append(f"--use-file-for-fake-video-capture={camera}")
    browser = playwright.chromium.launch(executable_path=program(), args=flags)
    try:
        yield browser
    finally:
        browser.close()


def program() -> str:
    """Where Debian's Chromium is."""
    return shutil.which("chromium") or str(require_program("chromium", "chromium"))


def camera_film(text: str, file: Path) -> Path:
    """A film of somebody holding a QR code before the camera: an .mjpeg file of a few equal frames."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, box_size=8, border=4)
    code.add_data(text)
    symbol = code.make_image(image_factory=PilImage).get_image().convert("RGB")
    frame = Image.new("RGB", CAMERA, (120, 110, 100))
    frame.paste(symbol, ((CAMERA[0] - symbol.width) // 2, (CAMERA[1] - symbol.height) // 2))
    with file.open("wb") as film:
        for _ in range(FRAMES):
            frame.save(film, "JPEG", quality=85)
    return file
