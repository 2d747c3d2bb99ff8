"""Files in a bucket of an S3-compatible store: for deployments whose machines share no directory.

A file is one object named by its checksum, `ab/ab34…`. Long ones travel in parts, and the store compares the SHA-256 of
each part before it takes it. What is put is written to a local scratch directory first: its name is its checksum, which
is known only at its end. Who may read and write the bucket is told by the AWS SDK's own settings (`AWS_ACCESS_KEY_ID`,
a role, …), so no secret of it passes through ours.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.client import Config
from botocore.exceptions import BotoCoreError, ClientError

from services.documents.storage import CHUNK, FileMissing, LocalStore, Readable, StoredFile

PART = 64 * 1024 * 1024
"""Bytes of a part; a file of 10 GB has some 150 of them."""
PARTS_AT_ONCE = 2
MISSING = frozenset({"404", "NoSuchKey", "NotFound"})


class StoreUnavailable(OSError):
    """The store did not do what it was asked for; the same may be asked again."""


class S3Store:
    """Files in one bucket. `endpoint` None means Amazon's own."""

    def __init__(self, bucket: str, scratch: Path, *, endpoint: str | None = None, region: str | None = None) -> None:
        self._bucket = bucket
        self._scratch = scratch
        retries: Any = {"max_attempts": 5, "mode": "standard"}
        self._client: Any = boto3.client(
            "s3",
            endpoint_url=endpoint,
            region_name=region,
            config=Config(retries=retries, connect_timeout=5, read_timeout=60, s3={"addressing_style": "path"}),
        )
        self._transfer = TransferConfig(
            multipart_threshold=PART, multipart_chunksize=PART, max_concurrency=PARTS_AT_ONCE
        )

    def put(self, stream: Readable, limit: int) -> StoredFile:
        """Write to the scratch directory, then send."""
        local = LocalStore(self._scratch / "sending")
        stored = local.put(stream, limit)
        path = cast(Path, local.path(stored.sha256))
        self._send(path, stored.sha256)
        path.unlink(missing_ok=True)
        return stored

    def adopt(self, path: Path, sha256: str) -> None:
        """Send a local file, then remove it."""
        self._send(path, sha256)
        path.unlink()

    def open(self, sha256: str) -> BinaryIO:
        """The object, read by ranges from wherever the reader is."""
        size = self._head(sha256)["ContentLength"]
        return io.BufferedReader(_Remote(self._client, self._bucket, _key(sha256), size), CHUNK)

    def path(self, sha256: str) -> Path | None:
        """None: it is kept elsewhere."""
        self._head(sha256)
        return None

    def delete(self, sha256: str, *, untouched_since: datetime | None = None) -> bool:
        """Remove an object that nobody put after that moment.

        S3 cannot compare and delete in one: who puts the same content between the two would have to put it again. The
        sweep asks for files of yesterday, and looks at the database before each.
        """
        try:
            head = self._head(sha256)
        except FileMissing:
            return False
        if untouched_since is not None and head["LastModified"] > untouched_since:
            return False
        self._client.delete_object(Bucket=self._bucket, Key=_key(sha256))
        return True

    def untouched_since(self, moment: datetime) -> Iterator[str]:
        """Checksums of old objects."""
        for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket):
            for each in page.get("Contents", ()):
                if each["LastModified"] <= moment:
                    yield each["Key"].rsplit("/", 1)[-1]

    def _send(self, path: Path, sha256: str) -> None:
        extra = {"ChecksumAlgorithm": "SHA256", "Metadata": {"sha256": sha256}}
        try:
            self._client.upload_file(str(path), self._bucket, _key(sha256), ExtraArgs=extra, Config=self._transfer)
        except (BotoCoreError, ClientError, boto3.exceptions.Boto3Error) as error:
            raise StoreUnavailable(str(error)) from error

    def _head(self, sha256: str) -> Any:
        try:
            return self._client.head_object(Bucket=self._bucket, Key=_key(sha256))
        except ClientError as error:
            if error.response["Error"]["Code"] in MISSING:
                raise FileMissing(sha256) from None
            raise StoreUnavailable(str(error)) from error
        except BotoCoreError as error:
            raise StoreUnavailable(str(error)) from error


class _Remote(io.RawIOBase):
    """An object as a file: one GET from where it is read, begun anew where the reader jumps."""

    def __init__(self, client: Any, bucket: str, key: str, size: int) -> None:
        self._client = client
        self._bucket = bucket
        self._key = key
        self._size = size
        self._place = 0
        self._body: Any = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        if start + offset != self._place:
            self._leave()
            self._place = max(0, start + offset)
        return self._place

    def readinto(self, buffer: Any) -> int:
        if self._place >= self._size:
            return 0
        if self._body is None:
            asked = {"Bucket": self._bucket, "Key": self._key, "Range": f"bytes={self._place}-"}
            self._body = self._client.get_object(**asked)["Body"]
        piece = self._body.read(len(buffer))
        buffer[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)

    def close(self) -> None:
        self._leave()
        super().close()

    def _leave(self) -> None:
        if self._body is not None:
            self._body.close()
            self._body = None


def _key(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"
