"""Batches of stations that were without a network, in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from chassis.language import Language, Text
from chassis.web.input import Line, moment_field
from chassis.web.problems import field_faults
from services.registration.models import Outcome
from services.registration.operations.judge_scan import Scan
from services.registration.operations.sync_check_ins import Entry, EntryVerdict, Malformed, Undo
from services.registration.queries.holders import Person
from services.registration.schemas.check_in import FirstScanSchema, ScannedDelegateSchema, ScanSchema

LARGEST_BATCH = 1000
_NO_ENTRY = Text("Phải là một lượt quét hoặc một lượt hủy.", "Must be a scan or an undo.")
_HOW_MANY = "Một gói có từ 1 đến 1.000 lượt. (A batch has 1 to 1,000 entries.)"


class ScanEntrySchema(ScanSchema):
    """A scan that was made without a network."""

    class Meta:
        """Options of marshmallow: the batch says when it was sent."""

        exclude = ("sent_at",)

    admitted = fields.Boolean(
        required=True, metadata={"description": "Whether the station let the person in by itself."}
    )


class UndoEntrySchema(Schema):
    """A scan of this station that it took back without a network."""

    undo_id = fields.UUID(required=True, metadata={"description": "Made by the station; the same for every retry."})
    scan_id = fields.UUID(required=True, metadata={"description": "The scan that is taken back."})
    undone_at = moment_field(required=True, metadata={"description": "By the station's clock."})
    reason = Line(required=True, longest=500)


class EntryField(fields.Raw):
    """One entry, taken as it is: a malformed one is answered for itself and spoils no other."""


class CheckInBatchSchema(Schema):
    """What a station sends when it finds the network again, in the order it happened."""

    sent_at = moment_field(
        required=True, metadata={"description": "The station's clock now: corrects the times of the entries."}
    )
    entries = fields.List(
        EntryField(allow_none=True),
        required=True,
        validate=validate.Length(min=1, max=LARGEST_BATCH, error=_HOW_MANY),
    )


class EntryProblemSchema(Schema):
    """Why an entry was refused or waits for a decision."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    detail = fields.String(required=True)


class EntryVerdictSchema(Schema):
    """What came of one entry; which members there are depends on `outcome`."""

    scan_id = fields.String(allow_none=True)
    undo_id = fields.String(allow_none=True)
    outcome = fields.Enum(Outcome, by_value=True, required=True)
    check_in_id = fields.UUID(required=True, metadata={"description": "The line, or what keeps a refused entry."})
    delegate = fields.Nested(ScannedDelegateSchema)
    first = fields.Nested(FirstScanSchema)
    problem = fields.Nested(EntryProblemSchema)


class CheckInBatchAnswerSchema(Schema):
    """One verdict for each entry, in the order sent."""

    received_at = fields.AwareDateTime(required=True)
    results = fields.List(fields.Nested(EntryVerdictSchema), required=True)


_SCAN, _UNDO = ScanEntrySchema(), UndoEntrySchema()
_FIRST = FirstScanSchema()
ENTRIES_DESCRIPTION: dict[str, Any] = {
    "type": "object",
    "properties": {"entries": {"type": "array", "items": {"anyOf": [ScanEntrySchema, UndoEntrySchema, {}]}}},
}
"""What entries are meant to be, for the API's description. Others are taken, too, and get their verdict."""


def read_entry(content: Any, batch: Mapping[str, Any], language: Language) -> Entry:
    """What one entry says; malformed if it is neither a scan nor an undo. `batch` is what all scans share."""
    if not isinstance(content, dict):
        return Entry(content, Malformed(_NO_ENTRY.in_language(language)))
    try:
        if "undo_id" in content:
            return Entry(content, Undo(**_UNDO.load(content)))
        return Entry(content, Scan(**_SCAN.load(content), **batch))
    except ValidationError as error:
        return Entry(content, Malformed(_in_words(error.messages, language)))


def shown_verdict(entry: Entry, verdict: EntryVerdict, language: Language) -> dict[str, Any]:
    """A verdict as JSON."""
    shown: dict[str, Any] = {
        "undo_id" if entry.is_undo else "scan_id": entry.id,
        "outcome": verdict.outcome.value,
        "check_in_id": str(verdict.check_in_id),
    }
    if verdict.person is not None:
        shown["delegate"] = shown_person(verdict.person)
    if verdict.first is not None:
        shown["first"] = _FIRST.dump(verdict.first)
    if verdict.problem is not None:
        shown["problem"] = {name: verdict.problem.body(language)[name] for name in ("type", "title", "detail")}
    return shown


def shown_person(person: Person) -> dict[str, Any]:
    """As `ScannedDelegateSchema` says, which a thousand of them cannot wait for."""
    return {
        "id": str(person.delegate_id),
        "full_name": person.full_name,
        "post": person.post,
        "unit_name": person.unit_name,
        "category": person.category,
        "category_name": person.category_name,
        "kind": person.kind,
        "substitute_for_name": person.substitute_for_name,
        "seat": person.seat,
    }


def _in_words(messages: Any, language: Language) -> str:
    faults = "; ".join(f"{fault.pointer}: {fault.detail}" for fault in field_faults(messages, language))
    # Names of unknown fields are the sender's, and may hold what no database does.
    return "".join(character for character in faults if character.isprintable())[:1000]
