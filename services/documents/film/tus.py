"""What requests of the tus protocol 1.0.0 say in their headers, read strictly (https://tus.io/protocols/resumable-upload).

Nothing here touches a request, a disk or a database. Whatever is not as the protocol says raises `Malformed`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,creation-defer-length,termination,checksum,expiration"
ALGORITHMS: dict[str, Callable[[], _Hash]] = {
    "sha256": hashlib.sha256,
    "sha1": lambda: hashlib.sha1(usedforsecurity=False),
}
OFFSET_OCTETS = "application/offset+octet-stream"
LONGEST_METADATA = 4096
"""Characters of `Upload-Metadata`."""
LONGEST_NAME = 150
UNNAMED = "phim"
"""What a file without a name is called."""
_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)
_KEY = re.compile(r"[\x21-\x2b\x2d-\x7e]+", re.ASCII)
_SHA256 = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)


class Malformed(ValueError):
    """A header is not as the protocol says; `header` is its name."""

    def __init__(self, header: str) -> None:
        super().__init__(header)
        self.header = header


@dataclass(frozen=True)
class Checksum:
    """What the bytes of one request have to hash to."""

    algorithm: str
    digest: bytes

    def hasher(self) -> _Hash:
        """A fresh hash of that algorithm."""
        return ALGORITHMS[self.algorithm]()


@dataclass(frozen=True)
class Metadata:
    """What the sender says about the file. `sha256`: of the whole, compared at the end."""

    text: str
    filename: str
    sha256: str | None


def number(header: str, text: str) -> int:
    """A count of bytes: decimal digits and nothing else; a sign, a fraction or a huge number is malformed."""
    if not _NUMBER.fullmatch(text):
        raise Malformed(header)
    return int(text)


def length(upload_length: str | None, defer: str | None) -> int | None:
    """Of the whole upload, from the two headers of which one is sent; None when it is said later."""
    if (upload_length is None) == (defer is None):
        raise Malformed("Upload-Length")
    if upload_length is not None:
        return number("Upload-Length", upload_length)
    if defer != "1":
        raise Malformed("Upload-Defer-Length")
    return None


def checksum(text: str | None) -> Checksum | None:
    """`Upload-Checksum: sha256 <base64>`; None when there is none."""
    if text is None:
        return None
    algorithm, _, encoded = text.partition(" ")
    if algorithm not in ALGORITHMS:
        raise Malformed("Upload-Checksum")
    digest = _decoded("Upload-Checksum", encoded)
    if len(digest) != ALGORITHMS[algorithm]().digest_size:
        raise Malformed("Upload-Checksum")
    return Checksum(algorithm, digest)


def metadata(text: str | None) -> Metadata:
    """Pairs of a key and a value in base64, with commas between them; a value may be missing, a key not repeated."""
    text = text or ""
    if len(text) > LONGEST_METADATA or not text.isascii():
        raise Malformed("Upload-Metadata")
    pairs: dict[str, bytes] = {}
    for pair in text.split(",") if text.strip() else ():
        key, _, encoded = pair.strip().partition(" ")
        if not _KEY.fullmatch(key) or key in pairs:
            raise Malformed("Upload-Metadata")
        pairs[key] = _decoded("Upload-Metadata", encoded)
    return Metadata(text, _filename(pairs.get("filename", b"")), _sha256(pairs.get("sha256")))


def _decoded(header: str, encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise Malformed(header) from None


def _filename(sent: bytes) -> str:
    """The last part of a path, composed, without what nobody types: a label for people, never a place on a disk."""
    try:
        words = unicodedata.normalize("NFC", sent.decode("utf-8"))
    except UnicodeDecodeError:
        raise Malformed("Upload-Metadata") from None
    last = re.split(r"[/\\]", words)[-1]
    shown = "".join(each for each in last if unicodedata.category(each)[0] != "C")
    tidy = " ".join(shown.split()).strip(". ")
    if not tidy:
        return UNNAMED
    stem, dot, ending = tidy.rpartition(".")
    if len(tidy) <= LONGEST_NAME or not dot or len(ending) > 10:
        return tidy[:LONGEST_NAME]
    return stem[: LONGEST_NAME - len(ending) - 1] + dot + ending


def _sha256(sent: bytes | None) -> str | None:
    if sent is None:
        return None
    text = sent.decode("latin-1")
    if not _SHA256.fullmatch(text):
        raise Malformed("Upload-Metadata")
    return text.lower()
