"""Files in a bucket, over HTTP, at an S3 server of this machine."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from chassis.servers import free_port
from services.documents.storage import FileMissing, FileTooLarge, s3
from services.documents.storage.s3 import S3Store

CONTENT = bytes(range(256)) * 40_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", free_port(), verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def store(endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> S3Store:
    """An empty bucket."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    # Parts as short as S3 takes them: ten megabytes travel in two.
    monkeypatch.setattr(s3, "PART", 5 * 1024 * 1024)
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
    bucket = f"films-{tmp_path.name[:40].lower().replace('_', '-')}"
    client.create_bucket(Bucket=bucket)
    return S3Store(bucket, tmp_path / "scratch", endpoint=endpoint, region="us-east-1")


def test_file_in_parts_is_kept_and_leaves_no_local_copy(store: S3Store, tmp_path: Path) -> None:
    path = tmp_path / "part"
    path.write_bytes(CONTENT)
    store.adopt(path, SHA256)
    assert not path.exists()
    with store.open(SHA256) as file:
        assert file.read() == CONTENT
    assert store.path(SHA256) is None


def test_file_is_read_from_any_place_in_it(store: S3Store) -> None:
    stored = store.put(io.BytesIO(CONTENT), len(CONTENT))
    assert (stored.sha256, stored.size) == (SHA256, len(CONTENT))
    with store.open(SHA256) as file:
        file.seek(7_000_001)
        assert file.read(10) == CONTENT[7_000_001:7_000_011]
        file.seek(-5, io.SEEK_END)
        assert file.read() == CONTENT[-5:]
        assert (file.seek(3), file.read(2), file.tell()) == (3, CONTENT[3:5], 5)


def test_short_file_is_kept_and_a_long_one_refused(store: S3Store) -> None:
    assert store.put(io.BytesIO(b"short"), 5).size == 5
    with pytest.raises(FileTooLarge):
        store.put(io.BytesIO(b"longer"), 5)


def test_missing_file_is_said_to_be(store: S3Store) -> None:
    with pytest.raises(FileMissing):
        store.open("0" * 64)
    with pytest.raises(FileMissing):
        store.path("0" * 64)
    assert store.delete("0" * 64) is False


def test_old_files_are_listed_and_removed_unless_put_again(store: S3Store) -> None:
    store.put(io.BytesIO(b"old"), 9)
    name = hashlib.sha256(b"old").hexdigest()
    later, earlier = datetime.now(UTC) + timedelta(minutes=1), datetime.now(UTC) - timedelta(minutes=1)
    assert (list(store.untouched_since(later)), list(store.untouched_since(earlier))) == ([name], [])
    assert store.delete(name, untouched_since=earlier) is False
    assert store.delete(name, untouched_since=later) is True
    assert list(store.untouched_since(later)) == []
