"""Files as answers: downloaded, and kept by nobody in between."""

from __future__ import annotations

from flask import Response

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE_SCHEMA = {"type": "string", "format": "binary"}


def file_answer(content: bytes, filename: str, media_type: str = PDF) -> Response:
    """A file to be saved under this name."""
    response = Response(content, mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
