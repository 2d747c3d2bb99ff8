"""The hall (hội trường) as events carry it: its blocks, its rows, and how a seat is named. Two services tell of it."""

from __future__ import annotations

import re

from marshmallow import fields, validate

from chassis.contracts.base import CODE, Facts

ROW_NAME = re.compile(r"[A-Z0-9]{1,4}")
SEAT = re.compile(r"[A-Z0-9]{1,4}-[0-9]{2,4}")
SEAT_LABEL = validate.Regexp(rf"^{SEAT.pattern}$")
MOST_SEATS = 5_000
MOST_IN_A_BLOCK = 200


def seat_label(row: str, number: int) -> str:
    """The name of a seat on passes and papers: `A-05` is the fifth of row A, counted from the left."""
    return f"{row}-{number:02d}"


class BlockFacts(Facts):
    """Seats between two aisles."""

    code = fields.String(required=True, validate=CODE)
    name = fields.String(required=True)


class RowFacts(Facts):
    """A row: its seats in each block from the left, and the categories that it is kept for."""

    name = fields.String(required=True, validate=validate.Regexp(rf"^{ROW_NAME.pattern}$"))
    seats = fields.List(fields.Integer(strict=True, validate=validate.Range(min=0, max=MOST_IN_A_BLOCK)), required=True)
    reserved_for = fields.List(fields.String(validate=CODE), required=True)


class HallFacts(Facts):
    """The hall: blocks from the left as one looks at the platform, rows from the platform to the back."""

    platform = fields.Nested(RowFacts, load_default=None, allow_none=True)
    blocks = fields.List(fields.Nested(BlockFacts), required=True)
    rows = fields.List(fields.Nested(RowFacts), required=True)
    unusable = fields.List(fields.String(validate=SEAT_LABEL), required=True)
