"""Settings are checked at start, all at once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from marshmallow import fields, validate

from chassis.config import Config, InvalidSettings, setting


@dataclass(frozen=True)
class HallConfig(Config):
    name: str = setting("HALL_NAME", fields.String(), "What the hall is called.")
    seats: int = setting("HALL_SEATS", fields.Integer(validate=validate.Range(min=1)), "Seats.", default=300)


def test_settings_are_read_from_the_environment() -> None:
    assert HallConfig.from_environment({"HALL_NAME": "5C", "HALL_SEATS": "120"}) == HallConfig(name="5C", seats=120)


def test_an_unset_setting_has_its_default() -> None:
    assert HallConfig.from_environment({"HALL_NAME": "5C", "HALL_SEATS": ""}).seats == 300


def test_a_known_value_wins_over_the_environment() -> None:
    assert HallConfig.from_environment({"HALL_NAME": "5C"}, name="3A").name == "3A"


def test_every_fault_is_named_with_its_meaning() -> None:
    with pytest.raises(InvalidSettings) as fault:
        HallConfig.from_environment({"HALL_SEATS": "0"})
    assert str(fault.value) == (
        "HALL_NAME is not set: What the hall is called.\nHALL_SEATS='0': Must be greater than or equal to 1. (Seats.)"
    )
