"""What lists and name tents are asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from chassis.contracts.base import CODE
from chassis.contracts.registration import DELEGATE_KINDS
from services.documents.models import PrintKind
from services.documents.schemas.print_job import ALL_SIZES, size_of

MOST_BLANK_ROWS = 200


class AsOfArguments(Schema):
    """Of which moment."""

    as_of = fields.AwareDateTime(
        format="iso",
        load_default=None,
        validate=validate.Range(min=datetime(2000, 1, 1, tzinfo=UTC), max=datetime(2200, 1, 1, tzinfo=UTC)),
        metadata={"description": "Who was in the hall at this moment (RFC 3339); now when it is left out."},
    )


class PeopleArguments(Schema):
    """Which of the confirmed delegates; all when nothing is said."""

    category = fields.String(load_default=None, validate=CODE)
    unit = fields.String(load_default=None, validate=CODE)
    kind = fields.String(load_default=None, validate=validate.OneOf(DELEGATE_KINDS))


class SignOffArguments(PeopleArguments):
    """Who is on the sheet, and how many rows are left blank after them."""

    blank_rows = fields.Integer(load_default=10, validate=validate.Range(min=0, max=MOST_BLANK_ROWS))


class AttendanceListArguments(AsOfArguments, PeopleArguments):
    """Who is on the list, and of which moment."""

    present = fields.Boolean(load_default=None)


class SeatingPlanArguments(Schema):
    """The hall drawn on a sheet, or a list by unit."""

    kind = fields.String(load_default="plan", validate=validate.OneOf(["plan", "list"]))
    size = fields.String(
        load_default="a3",
        validate=validate.OneOf(["a3", "a4"]),
        metadata={"description": "The sheet of the plan; the list is A4."},
    )
    published_at = fields.AwareDateTime(
        format="iso",
        load_default=None,
        metadata={
            "description": "The publication that is meant, by its moment (RFC 3339): while it has not arrived here, "
            "the answer is 503 instead of an earlier plan. Left out, the last one that has."
        },
    )


BATCHES = {"invitations": PrintKind.INVITATIONS, "name-tents": PrintKind.NAME_TENTS, "badges": PrintKind.BADGES}


class PreviewArguments(AttendanceListArguments, SignOffArguments):
    """Which paper, of whom. What does not concern the paper is left aside."""

    paper = fields.String(
        required=True,
        validate=validate.OneOf(
            ["sign-off-sheet", "attendance-list", "attendance-report", "film-appraisal", *sorted(BATCHES)]
        ),
    )
    size = fields.String(load_default=None, validate=validate.OneOf(ALL_SIZES))

    @post_load
    def with_size(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Fill in the size of what has one."""
        kind = BATCHES.get(data["paper"])
        if kind is not None:
            data["size"] = size_of(kind, data["size"])
        return data
