"""Every setting of the documents service, its default and its meaning."""

from __future__ import annotations

from dataclasses import dataclass

from marshmallow import fields

from chassis.config import Config, setting
from services.documents.rendering.fonts import FONT_DIRECTORY


@dataclass(frozen=True)
class DocumentsConfig(Config):
    """Settings of the documents service."""

    database_url: str = setting(
        "HOINGHI_DOCUMENTS_DATABASE_URL",
        fields.String(),
        "Where the documents service keeps its data: sqlite:///… or postgresql://…",
        default="sqlite:///var/documents.sqlite3",
    )
    public_url: str = setting(
        "HOINGHI_PUBLIC_URL",
        fields.Url(require_tld=False, schemes={"http", "https"}),
        "The address people use, without a path; QR codes on papers lead there.",
        default="http://localhost:8000",
    )
    identity_public_key: str = setting(
        "HOINGHI_IDENTITY_PUBLIC_KEY",
        fields.String(),
        "File with the public half (PEM) of the key by which the gateway signs who is asking.",
        default="var/keys/identity.pub.pem",
    )
    font_directory: str = setting(
        "HOINGHI_FONT_DIRECTORY",
        fields.String(),
        "Directory with the type files of the papers, made by services.documents.rendering.build_fonts.",
        default=str(FONT_DIRECTORY),
    )
