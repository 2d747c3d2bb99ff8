"""Every setting of the documents service, its default and its meaning."""

from __future__ import annotations

from dataclasses import dataclass

from marshmallow import fields, validate

from chassis.config import setting
from chassis.shared_settings import FileLimits, ServiceConfig
from services.documents.rendering.fonts import FONT_DIRECTORY


@dataclass(frozen=True)
class DocumentsConfig(ServiceConfig, FileLimits):
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
    font_directory: str = setting(
        "HOINGHI_FONT_DIRECTORY",
        fields.String(),
        "Directory with the type files of the papers, made by services.documents.rendering.build_fonts.",
        default=str(FONT_DIRECTORY),
    )
    file_directory: str = setting(
        "HOINGHI_FILE_DIRECTORY",
        fields.String(),
        "Directory of the files that were handed in. Its files are named by their checksum: keep it with the database.",
        default="var/files",
    )
    film_quota_mb: int = setting(
        "HOINGHI_FILM_QUOTA_MB",
        fields.Integer(validate=validate.Range(min=1)),
        "Room for all cuts of a conference's film, in megabytes.",
        default=60_000,
    )
    disk_reserve_mb: int = setting(
        "HOINGHI_DISK_RESERVE_MB",
        fields.Integer(validate=validate.Range(min=0)),
        "So much of the disk stays free: a film that would need it is refused, in megabytes.",
        default=1_000,
    )
    file_store: str = setting(
        "HOINGHI_FILE_STORE",
        fields.String(validate=validate.OneOf(["local", "s3"])),
        "Where whole files are kept: `local`, in the file directory, or `s3`, in a bucket. What is on its way is in "
        "the file directory either way, which web and worker share.",
        default="local",
    )
    s3_bucket: str = setting(
        "HOINGHI_S3_BUCKET",
        fields.String(),
        "The bucket. Keys come from the AWS SDK's own settings.",
        default="hoinghi",
    )
    s3_endpoint: str = setting(
        "HOINGHI_S3_ENDPOINT",
        fields.Url(require_tld=False),
        "Address of an S3-compatible store; empty: Amazon's.",
        default="",
    )
    s3_region: str = setting("HOINGHI_S3_REGION", fields.String(), "Its region, where it has one.", default="")
    accelerated_path: str = setting(
        "HOINGHI_ACCELERATED_PATH",
        fields.String(),
        "Where a web server in front (nginx) finds the file directory, as in `/_files`: long downloads are then left "
        "to it by X-Accel-Redirect. Empty: the service sends them itself.",
        default="",
    )
