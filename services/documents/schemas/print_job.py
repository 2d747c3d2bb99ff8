"""Files for the printer in JSON."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from chassis.contracts.base import CODE
from chassis.contracts.registration import DELEGATE_KINDS
from chassis.language import Text
from chassis.web.lists import ListArguments
from chassis.web.problems import reader_language
from services.documents.models import PrintJob, PrintKind, PrintState
from services.documents.operations.digest_batch import DIGESTS
from services.documents.queries.digest import Which

SIZES = {
    PrintKind.INVITATIONS: ("a4", "a5"),
    PrintKind.BADGES: ("card", "a6"),
    PrintKind.NAME_TENTS: ("a4",),
    PrintKind.DIGEST_PDF: ("a4",),
    PrintKind.DIGEST_WORD: ("a4",),
}
"""The first is taken when nothing is said."""
ALL_SIZES = sorted({size for sizes in SIZES.values() for size in sizes})
_NO_OBLIGATION = Text("Xin chọn nhiệm vụ báo cáo cần tổng hợp.", "Choose the report to be put together.")
_NO_SUCH_SIZE = Text("Khổ giấy này không dùng cho loại văn bản đã chọn.", "These papers are not printed in this size.")


class PrintRequestSchema(Schema):
    """What is to be printed; of all invitees or delegates when nothing is said."""

    kind = fields.Enum(PrintKind, by_value=True, required=True)
    size = fields.String(
        load_default=None,
        validate=validate.OneOf(ALL_SIZES),
        metadata={
            "description": "Invitations: `a4` or `a5`; badges: `card` (ten 86 × 54 mm cards on each A4 page) or"
            " `a6`; name tents: `a4`. The first of these when it is left out."
        },
    )
    category = fields.String(load_default=None, validate=CODE)
    unit = fields.String(load_default=None, validate=CODE)
    delegate_kind = fields.String(
        load_default=None,
        validate=validate.OneOf(DELEGATE_KINDS),
        metadata={"description": "For name tents and badges."},
    )
    obligation = fields.String(
        load_default=None, validate=CODE, metadata={"description": "For digests, which cannot be without it."}
    )
    which = fields.Enum(
        Which,
        by_value=True,
        load_default=Which.ACCEPTED,
        metadata={"description": "For digests: accepted reports only, or all that came."},
    )

    @post_load
    def with_size(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Fill in the size; refuse one that these papers do not have, and a digest of nothing."""
        data["size"] = size_of(data["kind"], data["size"])
        if data["kind"] in DIGESTS and data["obligation"] is None:
            raise ValidationError(_NO_OBLIGATION.in_language(reader_language()), "obligation")
        return data


def size_of(kind: PrintKind, wanted: str | None) -> str:
    """The size of paper; what is wanted, or the usual one. Raises `ValidationError` when there is none such."""
    sizes = SIZES[kind]
    size = wanted or sizes[0]
    if size not in sizes:
        raise ValidationError(_NO_SUCH_SIZE.in_language(reader_language()), "size")
    return size


class PrintJobSchema(Schema):
    """A file for the printer; its bytes are under `content` once it is done, until `expires_at`."""

    id = fields.UUID(required=True)
    kind = fields.Enum(PrintKind, by_value=True, required=True)
    size = fields.Function(lambda job: job.choices["size"], required=True, metadata={"type": "string"})
    state = fields.Enum(PrintState, by_value=True, required=True)
    obligation = fields.Function(
        lambda job: job.choices.get("obligation"),
        required=True,
        metadata={"type": ["string", "null"], "description": "Of a digest: the obligation whose reports it holds."},
    )
    items_done = fields.Integer(required=True, metadata={"description": "Papers (of a digest: units) laid out so far."})
    items_total = fields.Integer(required=True)
    filename = fields.String(required=True)
    pages = fields.Integer(
        required=True, allow_none=True, metadata={"description": "None also of a file for Word, which says no number."}
    )
    file_size = fields.Integer(attribute="size", required=True, allow_none=True, metadata={"description": "Bytes."})
    sha256 = fields.String(required=True, allow_none=True)
    problem = fields.Method(
        "why_not",
        required=True,
        metadata={"type": ["string", "null"], "description": "Why there is no file, in the reader's language."},
    )
    asked_by = fields.String(required=True)
    asked_at = fields.AwareDateTime(required=True)
    finished_at = fields.AwareDateTime(required=True, allow_none=True)
    expires_at = fields.AwareDateTime(required=True)

    def why_not(self, job: PrintJob) -> str | None:
        """The problem of one that failed."""
        return None if job.problem is None else job.problem[reader_language()]


class PrintJobArguments(ListArguments):
    """Which jobs."""

    kind = fields.Enum(PrintKind, by_value=True, load_default=None)
