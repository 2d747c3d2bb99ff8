"""Files of delegates in JSON."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from chassis.web.input import Line
from chassis.web.problems import reader_language
from services.registration.models import ImportMode, ImportState


class ImportArguments(Schema):
    """How the file was called."""

    filename = Line(load_default="danh-sach.xlsx")


class ImportModeSchema(Schema):
    """`all`: everything or nothing; `good`: the rows without mistakes."""

    mode = fields.Enum(ImportMode, by_value=True, required=True)


class ImportFaultSchema(Schema):
    """A mistake, in the reader's language."""

    row = fields.Integer(required=True, allow_none=True)
    column = fields.String(required=True, allow_none=True)
    text = fields.Method("in_words", required=True, metadata={"type": "string"})

    def in_words(self, fault: dict[str, Any]) -> str:
        """What is wrong."""
        return str(fault[reader_language()])


class ImportCountsSchema(Schema):
    """How many rows come to what."""

    added = fields.Integer()
    waiting = fields.Integer()
    merged = fields.Integer()
    unchanged = fields.Integer()
    faulty = fields.Integer()


class DelegateImportSchema(Schema):
    """A file and what became of it, or would. The first 500 mistakes are listed."""

    id = fields.UUID(required=True)
    unit = fields.String(required=True, allow_none=True)
    filename = fields.String(required=True)
    state = fields.Enum(ImportState, by_value=True, required=True)
    mode = fields.Enum(ImportMode, by_value=True, required=True, allow_none=True)
    rows_done = fields.Integer(required=True)
    rows_total = fields.Integer(required=True, metadata={"description": "0 while it is not known yet."})
    counts = fields.Nested(ImportCountsSchema, required=True)
    faults = fields.List(fields.Nested(ImportFaultSchema), required=True)
    fault_count = fields.Integer(required=True)
    created_at = fields.AwareDateTime(required=True)
    finished_at = fields.AwareDateTime(required=True, allow_none=True)
