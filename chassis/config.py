"""Settings come from the environment, are checked at start, and say what they mean.

A service declares them as a frozen dataclass:

    @dataclass(frozen=True)
    class RegistrationConfig(Config):
        database_url: str = setting("HOINGHI_REGISTRATION_DATABASE_URL", fields.String(), "Where …", default="sqlite:///…")

`docs/settings.md` names every one of them (a test holds that).
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from typing import Any, Self, dataclass_transform

from marshmallow import ValidationError, fields

REQUIRED: Any = dataclasses.MISSING


class InvalidSettings(ValueError):
    """One or more settings are missing or wrong; the text names each of them and its meaning."""


def setting(name: str, field: fields.Field[Any], meaning: str, *, default: Any = REQUIRED) -> Any:
    """A dataclass field that is read from the environment variable `name` and checked by `field`."""
    metadata = {"name": name, "field": field, "meaning": meaning}
    if default is REQUIRED:
        return dataclasses.field(metadata=metadata, kw_only=True)
    return dataclasses.field(default=default, metadata=metadata, kw_only=True)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(setting,))
@dataclasses.dataclass(frozen=True)
class Config:
    """Base of a service's settings."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **known: Any) -> Self:
        """Read and check every setting. `known` wins over the environment. Raises `InvalidSettings` with all faults."""
        environment = os.environ if environment is None else environment
        values: dict[str, Any] = dict(known)
        faults: list[str] = []
        for field in dataclasses.fields(cls):
            if field.name in known:
                continue
            name, meaning = field.metadata["name"], field.metadata["meaning"]
            text = environment.get(name)
            if text is None or text == "":
                if field.default is dataclasses.MISSING:
                    faults.append(f"{name} is not set: {meaning}")
                continue
            try:
                values[field.name] = field.metadata["field"].deserialize(text)
            except ValidationError as error:
                faults.append(f"{name}={text!r}: {' '.join(map(str, error.messages))} ({meaning})")
        if faults:
            raise InvalidSettings("\n".join(faults))
        return cls(**values)
