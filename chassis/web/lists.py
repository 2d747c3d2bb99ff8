"""Lists are paged, filtered and sorted the same way everywhere.

`?page=2&page_size=50&sort=-name&q=…`; the answer is `{"items": […], "page", "page_size", "total"}`.
A column not offered for sorting is refused as bad input.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from marshmallow import Schema, fields, validate
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from chassis.web.problems import FieldFault, invalid_input

MAX_PAGE_SIZE = 500
Item = TypeVar("Item")


class ListArguments(Schema):
    """Query arguments of every list. Subclasses add their filters."""

    page = fields.Integer(load_default=1, validate=validate.Range(min=1, max=1_000_000))
    page_size = fields.Integer(load_default=50, validate=validate.Range(min=1, max=MAX_PAGE_SIZE))
    sort = fields.String(
        load_default=None,
        validate=validate.Regexp(r"^-?[a-z_]{1,40}$"),
        metadata={"description": "A column; with - descending."},
    )


@dataclass(frozen=True)
class Page(Generic[Item]):
    """One page of a list and the size of the whole."""

    items: list[Item]
    page: int
    page_size: int
    total: int


def page_schema(item: type[Schema]) -> type[Schema]:
    """The schema of a page of `item`s."""
    name = item.__name__.removesuffix("Schema") + "Page"
    return Schema.from_dict(
        {
            "items": fields.List(fields.Nested(item), required=True),
            "page": fields.Integer(required=True),
            "page_size": fields.Integer(required=True),
            "total": fields.Integer(required=True),
        },
        name=name,
    )


SortColumn = ColumnElement[Any] | InstrumentedAttribute[Any]


def page_of(
    session: Session,
    statement: Select[Item],
    arguments: Mapping[str, Any],
    *,
    sortable: Mapping[str, SortColumn],
    default_sort: str,
    tie_breaker: SortColumn,
) -> Page[Item]:
    """Run `statement` for the page that `arguments` (a loaded `ListArguments`) ask for.

    Raises bad-input `Problem` for a sort column that is not in `sortable`.
    """
    sort = arguments["sort"] or default_sort
    column = sortable.get(sort.removeprefix("-"))
    if column is None:
        raise invalid_input([FieldFault("/query/sort", ", ".join(sorted(sortable)))])
    total = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    ordered = statement.order_by(column.desc() if sort.startswith("-") else column.asc(), tie_breaker)
    size, number = arguments["page_size"], arguments["page"]
    items = list(session.scalars(ordered.limit(size).offset((number - 1) * size)))
    return Page(items, number, size, total)
