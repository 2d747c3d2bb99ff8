"""Papers over HTTP."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.contracts.documents import PAPER_KINDS
from chassis.web.lists import ListArguments
from services.documents.rendering import BadgeSize


class PaperSchema(Schema):
    """A rendered paper; its file is under `content`."""

    id = fields.UUID(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(PAPER_KINDS))
    about = fields.UUID(required=True, metadata={"description": "The invitation or delegate it was made for."})
    title = fields.String(required=True)
    filename = fields.String(required=True)
    pages = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    rendered_at = fields.AwareDateTime(required=True)
    reason = fields.String(required=True)
    current = fields.Boolean(
        required=True, metadata={"description": "False when issued anew, withdrawn, or the pass is dead."}
    )


class PaperArguments(ListArguments):
    """Filters of the list of papers."""

    kind = fields.String(load_default=None, validate=validate.OneOf(PAPER_KINDS))
    about = fields.UUID(load_default=None)


class BadgeArguments(Schema):
    """How badges are to be printed."""

    size = fields.String(
        load_default=BadgeSize.CARD.value,
        validate=validate.OneOf([size.value for size in BadgeSize]),
        metadata={"description": "`card`: ten 86 × 54 mm cards on each A4 page; `a6`: one badge a page."},
    )
