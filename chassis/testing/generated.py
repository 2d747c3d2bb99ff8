"""Data that satisfy a contract, generated: whatever a publisher may send, a reader has to stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st
from marshmallow import Schema, fields, validate

from chassis.contracts import contract_of

Values = st.SearchStrategy[Any]
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
NUMBERS_END = 2**31 - 1
LONGEST_CODE = 64


def data_of(event_type: str, **values: Values) -> st.SearchStrategy[dict[str, Any]]:
    """Data for one event; `values` replace what the contract would allow."""
    return _object(contract_of(event_type).schema, values)


def _object(schema: Schema, values: dict[str, Values] | None = None) -> st.SearchStrategy[dict[str, Any]]:
    chosen = {field.attribute or name: _value(field) for name, field in schema.fields.items()} | (values or {})
    needless = {field.attribute or name for name, field in schema.fields.items() if not field.required}
    required = {name: value for name, value in chosen.items() if name not in needless}
    optional = {name: value for name, value in chosen.items() if name in needless}
    return st.fixed_dictionaries(required, optional=optional)


def _value(field: fields.Field[Any]) -> Values:
    value = next((make(field) for kind, make in _MAKERS if isinstance(field, kind)), None)
    value = _text(field) if value is None else value
    return st.none() | value if field.allow_none else value


def _integer(field: fields.Field[Any]) -> Values:
    ranges = [rule for rule in field.validators if isinstance(rule, validate.Range)]
    lowest = max([rule.min for rule in ranges if rule.min is not None], default=-NUMBERS_END)
    highest = min([rule.max for rule in ranges if rule.max is not None], default=NUMBERS_END)
    return st.integers(lowest, highest)


def _text(field: fields.Field[Any]) -> Values:
    for rule in field.validators:
        if isinstance(rule, validate.OneOf):
            return st.sampled_from(list(rule.choices))
        if isinstance(rule, validate.Equal):
            return st.just(rule.comparable)
        if isinstance(rule, validate.Regexp):
            return st.from_regex(rule.regex, fullmatch=True).filter(_short)
    return TEXTS


def _short(text: str | bytes) -> bool:
    return len(text) <= LONGEST_CODE


_MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (the zone is beside)
_MAKERS: tuple[tuple[type[fields.Field[Any]], Callable[[Any], Values]], ...] = (
    (fields.Nested, lambda field: _object(field.schema)),
    (fields.List, lambda field: st.lists(_value(field.inner), max_size=3)),
    (fields.UUID, lambda _: st.uuids()),
    (fields.Email, lambda _: st.from_regex(r"[a-z]{1,20}@[a-z]{1,20}\.example", fullmatch=True)),
    (fields.AwareDateTime, lambda _: _MOMENTS),
    (fields.Date, lambda _: st.dates()),
    (fields.Boolean, lambda _: st.booleans()),
    (fields.Integer, _integer),
)
