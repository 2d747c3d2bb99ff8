"""The model's type hints, taken apart once: what the reader, the difference and the documentation go by."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

Form = Literal["table", "list", "choice", "leaf"]


@dataclass(frozen=True)
class Kind:
    """What a field holds: `inner` is the dataclass, enumeration or leaf type; `item` what a list is of."""

    form: Form
    inner: type
    optional: bool = False
    markers: tuple[Any, ...] = ()
    item: Kind | None = None


@dataclass(frozen=True)
class Key:
    """A key of a table in the plan file."""

    name: str
    kind: Kind
    required: bool


@cache
def keys_of(table: type) -> dict[str, Key]:
    """The keys of a dataclass of the model, in its order."""
    hints = get_type_hints(table, include_extras=True)
    return {
        field.name: Key(field.name, kind_of(hints[field.name]), _required(field)) for field in dataclasses.fields(table)
    }


def kind_of(hint: Any) -> Kind:
    """Takes apart one hint. Raises `TypeError` for one that the plan's model may not use."""
    origin = get_origin(hint)
    if origin is Annotated:
        base, *markers = get_args(hint)
        inner = kind_of(base)
        return dataclasses.replace(inner, markers=(*inner.markers, *markers))
    if origin in (Union, UnionType):
        (base,) = (part for part in get_args(hint) if part is not type(None))
        return dataclasses.replace(kind_of(base), optional=True)
    if origin is tuple:
        return Kind("list", tuple, item=kind_of(get_args(hint)[0]))
    return _plain(hint)


def _plain(hint: Any) -> Kind:
    if not isinstance(hint, type):
        raise TypeError(f"the model may not use {hint!r}")
    if dataclasses.is_dataclass(hint):
        return Kind("table", hint)
    return Kind("choice" if issubclass(hint, Enum) else "leaf", hint)


def _required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
